/**
 * Texts that the guests' pages share, one object per language, and which language it is to be.
 */

import { plural } from "./format.js";

const english = {
  tryAgain: "Try again",

  price: {
    title: "Price",
    caption: "How the price is composed",
    item: "Item",
    amount: "Amount",
    times: (/** @type {string} */ quantity, /** @type {string} */ each) => `${quantity} × ${each}`,
    taxRate: (/** @type {string} */ rate) => `${rate} tax`,
    taxWithin: (/** @type {string} */ rate) => `${rate} tax included`,
    taxOnTop: (/** @type {string} */ rate) => `plus ${rate} tax`,
    net: "Net",
    tax: (/** @type {string} */ rate, /** @type {string} */ net) => `Tax ${rate} on ${net}`,
    total: "Total",
    included: "Prices include tax.",
    added: "Tax is added to the prices.",
    free: "Everything is included; there is nothing to pay.",
  },

  calendar: {
    previous: "Previous month",
    next: "Next month",
    loading: "Looking for free days…",
    states: {
      free: "free",
      few: "only a few left",
      sold_out: "sold out",
      closed: "closed",
      past: "over",
    },
    full: "Full",
    left: (/** @type {number} */ count) => plural(count, { one: "# left", other: "# left" }),
    chosen: "chosen",
    arrival: "arrival",
    departure: "departure",
    between: "in your stay",
    from: (/** @type {string} */ price) => `from ${price}`,
    legend: {
      few: "only a few left",
      sold_out: "sold out",
      closed: "closed",
    },
  },

  problems: {
    unreachableAction:
      "We could not reach the server, so we don't know whether this was done. Your entries are kept. Please try again.",
    server: "Something went wrong on our side. Please try again in a moment.",
    reference: (/** @type {string} */ id) => `Reference: ${id}`,
    changed:
      "Something has changed in the meantime. The page shows the current state; please try again.",
    unreachableTitle: "No connection",
    unreachable:
      "We could not reach the server. Check your connection; we try again as soon as it is back.",
    serverTitle: "Something went wrong",
    offline: "You are offline. What you see may be out of date; what you type is kept.",
  },
};

/** @typedef {typeof english} GuestTexts */

/** @type {Record<string, GuestTexts>} */
const languages = { en: english };

/**
 * The first of the reader's languages that there is; English if there is none.
 * @template T
 * @param {Record<string, T>} all by language
 * @param {readonly string[]} wanted BCP 47 tags
 * @returns {T}
 */
export function inLanguage(all, wanted) {
  const known = wanted.map((tag) => tag.split("-")[0]).find((language) => language in all);
  return all[known ?? "en"];
}

export const guestTexts = inLanguage(languages, navigator.languages);
