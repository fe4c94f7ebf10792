/**
 * The API's words in those of the desk, with the tone they are shown in.
 */

/** @typedef {import("../../shared/components.js").Tone} Tone */
/** @typedef {{text: string, tone: Tone}} Word */

/** @type {Record<string, Word>} */
export const statuses = {
  pending: { text: "Pending", tone: "warn" },
  confirmed: { text: "Confirmed", tone: "good" },
  cancelled: { text: "Cancelled", tone: "bad" },
  completed: { text: "Completed", tone: "info" },
  no_show: { text: "No-show", tone: "plain" },
};

/** @type {Record<string, Word>} */
export const paymentStatuses = {
  unpaid: { text: "Unpaid", tone: "warn" },
  deposit_paid: { text: "Deposit paid", tone: "info" },
  paid: { text: "Paid", tone: "good" },
  refunded: { text: "Refunded", tone: "plain" },
  nothing_due: { text: "Nothing due", tone: "plain" },
};

/** @type {Record<string, Word>} */
export const attemptStatuses = {
  open: { text: "Not finished", tone: "plain" },
  pending: { text: "On its way", tone: "info" },
  succeeded: { text: "Succeeded", tone: "good" },
  failed: { text: "Failed", tone: "bad" },
  expired: { text: "Expired", tone: "plain" },
};

/** @type {Record<string, string>} */
export const paymentKinds = { deposit: "Deposit", balance: "Balance", refund: "Refund" };

/** @type {Record<string, string>} */
export const itemKinds = {
  accommodation: "Accommodation",
  activity: "Activity",
  extra: "Extra",
  package: "Package",
};

/** In the order staff meet them. @type {Record<string, string>} */
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

/** What was declined, beside what staff choose from when they cancel. @type {Record<string, string>} */
export const endings = { ...cancellationTypes, declined: "Declined", expired: "Not done in time" };

/** @type {Record<string, string>} */
export const doors = {
  portal: "customer portal",
  desk: "desk",
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
