/**
 * What every step of the booking works with.
 */
import { createContext, useContext } from "../shared/ui.js";

/**
 * @typedef {object} Book
 * @property {import("../shared/client.js").Client} client
 * @property {import("../generated/api.js").CatalogView} shop
 * @property {import("./draft.js").Draft} draft
 * @property {ReturnType<typeof import("./draft.js").useDraft>["change"]} change
 * @property {import("./quote.js").Priced} priced
 * @property {() => Promise<void>} reload the shop
 */

export const BookContext = createContext(/** @type {Book} */ (/** @type {unknown} */ (null)));

/** @returns {Book} */
export const useBook = () => useContext(BookContext);
