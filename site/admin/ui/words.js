/**
 * The API's words in those of the desk, with the tone they are shown in.
 */

/** @typedef {import("../../shared/components.js").Tone} Tone */
/** @typedef {{text: string, tone: Tone}} Word */
/** @import {BookingStatus, CancellationType, CancelledBy, Door, ItemKind, MovementKind, MovementStatus, PaymentStatus} from "../../generated/api.js" */

/** @type {Record<BookingStatus, Word>} */
export const statuses = {
  pending: { text: "Pending", tone: "warn" },
  confirmed: { text: "Confirmed", tone: "good" },
  cancelled: { text: "Cancelled", tone: "bad" },
  completed: { text: "Completed", tone: "info" },
  no_show: { text: "No-show", tone: "plain" },
};

/** @type {Record<PaymentStatus, Word>} */
export const paymentStatuses = {
  unpaid: { text: "Unpaid", tone: "warn" },
  deposit_paid: { text: "Deposit paid", tone: "info" },
  paid: { text: "Paid", tone: "good" },
  refunded: { text: "Refunded", tone: "plain" },
  nothing_due: { text: "Nothing due", tone: "plain" },
};

/** @type {Record<MovementStatus, Word>} */
export const attemptStatuses = {
  open: { text: "Not finished", tone: "plain" },
  pending: { text: "On its way", tone: "info" },
  succeeded: { text: "Succeeded", tone: "good" },
  failed: { text: "Failed", tone: "bad" },
  expired: { text: "Expired", tone: "plain" },
};

/** @type {Record<MovementKind, string>} */
export const paymentKinds = { deposit: "Deposit", balance: "Balance", refund: "Refund" };

/** @type {Record<ItemKind, string>} */
export const itemKinds = {
  accommodation: "Accommodation",
  activity: "Activity",
  extra: "Extra",
  package: "Package",
  discount: "Discount",
  tax: "Tax",
};

/** What staff choose from when they cancel, in the order they meet it. */
export const cancellationTypes = {
  guest_request: "The guest asked for it",
  wrong_dates: "Wrong dates",
  illness: "Illness",
  weather: "Weather",
  no_show: "The guests did not arrive",
  overbooked: "Overbooked",
  payment: "Payment missing",
  duplicate: "Booked twice",
  other: "Something else",
};

/** How bookings end: beside what staff choose from, what only happens. @type {Record<CancellationType, string>} */
export const endings = {
  ...cancellationTypes,
  declined: "Declined",
  hold_expired: "Not paid or answered in time",
};

/** @type {Record<CancelledBy, string>} */
export const cancelledBy = {
  guest: "Cancelled by the guest",
  staff: "Cancelled by staff",
  system: "Given up",
};

/** @type {Record<Door, string>} */
export const doors = {
  portal: "customer portal",
  site: "booking page",
  desk: "desk",
  agency: "agency",
  provider: "payment provider",
  system: "system",
};

/** Languages in which the portal and the mails are written. @type {Record<string, string>} */
export const languages = {
  en: "English",
  es: "Spanish",
  et: "Estonian",
  hu: "Hungarian",
  nb: "Norwegian",
};

/**
 * The word for a value; a value that is new to the desk is shown as it came.
 * @param {Record<string, Word>} words
 * @param {string} value
 * @returns {Word}
 */
export const wordFor = (words, value) =>
  words[value] ?? { text: value.replaceAll("_", " "), tone: "plain" };
