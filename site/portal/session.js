/**
 * What this tab knows: which booking it shows, the link's secret, a payment under way, drafts.
 *
 * All of it lives in the tab's session storage: it survives a reload and the way to the checkout and
 * back, and is gone when the tab is closed. Answers about guests are too personal to leave behind on
 * a shared computer.
 */

import { storage } from "../shared/tab-storage.js";

/**
 * @typedef {object} Link
 * @property {string} code
 * @property {string | null} secret
 * @property {"yes" | "no" | null} paid what the checkout said
 * @property {boolean} pay the guest comes from booking and wants to pay the deposit at once
 */

/**
 * Reads the address (`/b/<code>#<secret>`, or `/b/<code>?paid=1` after a checkout), keeps the secret
 * and takes it out of the address bar and the history.
 * @returns {Link}
 */
export function readLink() {
  const code = /^\/b\/([^/]+)/.exec(location.pathname)?.[1].toUpperCase() ?? "";
  const given = location.hash.slice(1);
  const query = new URLSearchParams(location.search);
  const pay = query.get("pay") === "deposit";
  query.delete("pay");
  if (given && code) {
    storage.set(`lobby:secret:${code}`, given);
    const rest = query.toString();
    history.replaceState(history.state, "", location.pathname + (rest && `?${rest}`));
  }
  const paid = query.get("paid");
  return {
    code,
    secret: /** @type {string | null} */ (storage.get(`lobby:secret:${code}`)),
    paid: paid === "1" ? "yes" : paid === "0" ? "no" : null,
    pay,
  };
}

/** Takes the checkout's answer out of the address, once the page has dealt with it. */
export function forgetReturn() {
  const query = new URLSearchParams(location.search);
  query.delete("paid");
  const rest = query.toString();
  history.replaceState(history.state, "", location.pathname + (rest && `?${rest}`));
}

/**
 * A payment that was begun: what had been paid before, to notice when more has arrived.
 * @param {string} code
 */
export const payment = (code) => ({
  read: () => /** @type {{paid: number} | null} */ (storage.get(`lobby:payment:${code}`)),
  /** @param {number} paid minor units */
  begin: (paid) => storage.set(`lobby:payment:${code}`, { paid }),
  clear: () => storage.set(`lobby:payment:${code}`, null),
});

/** @typedef {import("../generated/api.js").GuestCheckIn["answers"]} Answers */

/**
 * Answers that were typed and not saved yet.
 * @param {string} code
 * @param {number} guest
 */
export const draft = (code, guest) => ({
  read: () => /** @type {Answers | null} */ (storage.get(`lobby:draft:${code}:${guest}`)),
  /** @param {Answers} answers */
  keep: (answers) => storage.set(`lobby:draft:${code}:${guest}`, answers),
  clear: () => storage.set(`lobby:draft:${code}:${guest}`, null),
});
