/**
 * The API's words in those of the desk, with the tone they are shown in: sentences to be said by `t`.
 */
import { msg } from "../../shared/words.js";

/** @typedef {import("../../shared/components.js").Tone} Tone */
/** @typedef {{text: string, tone: Tone}} Word */
/** @import {BookingStatus, CancellationType, CancelledBy, Door, ItemKind, MovementKind, MovementStatus, PaymentStatus} from "../../generated/api.js" */

/** @type {Record<BookingStatus, Word>} */
export const statuses = {
  pending: { text: msg("Pending"), tone: "warn" },
  confirmed: { text: msg("Confirmed"), tone: "good" },
  cancelled: { text: msg("Cancelled"), tone: "bad" },
  completed: { text: msg("Completed"), tone: "info" },
  no_show: { text: msg("No-show"), tone: "plain" },
};

/** @type {Record<PaymentStatus, Word>} */
export const paymentStatuses = {
  unpaid: { text: msg("Unpaid"), tone: "warn" },
  deposit_paid: { text: msg("Deposit paid"), tone: "info" },
  paid: { text: msg("Paid"), tone: "good" },
  refunded: { text: msg("Refunded"), tone: "plain" },
  nothing_due: { text: msg("Nothing due"), tone: "plain" },
};

/** @type {Record<MovementStatus, Word>} */
export const attemptStatuses = {
  open: { text: msg("Not finished"), tone: "plain" },
  pending: { text: msg("On its way"), tone: "info" },
  succeeded: { text: msg("Succeeded"), tone: "good" },
  failed: { text: msg("Failed"), tone: "bad" },
  expired: { text: msg("Expired"), tone: "plain" },
};

/** @type {Record<MovementKind, string>} */
export const paymentKinds = {
  deposit: msg("Deposit"),
  balance: msg("Balance"),
  refund: msg("Refund"),
};

/** @type {Record<ItemKind, string>} */
export const itemKinds = {
  accommodation: msg("Accommodation"),
  activity: msg("Activity"),
  extra: msg("Extra"),
  package: msg("Package"),
  discount: msg("Discount"),
  tax: msg("Tax"),
};

/** What staff choose from when they cancel, in the order they meet it. */
export const cancellationTypes = {
  guest_request: msg("The guest asked for it"),
  wrong_dates: msg("Wrong dates"),
  illness: msg("Illness"),
  weather: msg("Weather"),
  no_show: msg("The guests did not arrive"),
  overbooked: msg("Overbooked"),
  payment: msg("Payment missing"),
  duplicate: msg("Booked twice"),
  other: msg("Something else"),
};

/** How bookings end: beside what staff choose from, what only happens. @type {Record<CancellationType, string>} */
export const endings = {
  ...cancellationTypes,
  declined: msg("Declined"),
  hold_expired: msg("Not paid or answered in time"),
};

/** @type {Record<CancelledBy, string>} */
export const cancelledBy = {
  guest: msg("Cancelled by the guest"),
  staff: msg("Cancelled by staff"),
  system: msg("Given up"),
};

/** @type {Record<Door, string>} */
export const doors = {
  portal: msg("customer portal"),
  site: msg("booking page"),
  desk: msg("desk"),
  agency: msg("agency"),
  provider: msg("payment provider"),
  system: msg("system"),
};

/**
 * The word for a value, to be said by `t`; a value that is new to the desk is shown as it came.
 * @param {Record<string, Word>} words
 * @param {string} value
 * @returns {Word}
 */
export const wordFor = (words, value) =>
  words[value] ?? { text: value.replaceAll("_", " "), tone: "plain" };
