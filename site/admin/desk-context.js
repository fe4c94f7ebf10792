/**
 * What every view may need: the API and the session. Given once, at the top.
 */
import { createContext, useContext } from "../shared/ui.js";

/** @typedef {{api: import("./desk-api.js").DeskApi, session: import("./session/session.js").Session}} Desk */

const DeskContext = createContext(/** @type {Desk | null} */ (null));

export const DeskProvider = DeskContext.Provider;

/** @returns {Desk} */
export function useDesk() {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("No desk around this component");
  return desk;
}
