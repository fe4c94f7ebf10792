// Made by `make words`. Do not edit.

/** @type {readonly string[]} */
export const languages = ["en", "es", "et", "hu", "nb"];

/** @typedef {{one: string, many: string, counts: string}} Counted */
/** @type {Readonly<Record<string, string | Counted>>} */
export const sentences = {
  "required": "This is required.",
  "unknown_property": "There is no such property.",
  "too_late": "This is too close to be booked online.",
  "too_far": "Bookings are open until {last:date}.",
  "past": "This day is over.",
  "min_nights": {
    "one": "The shortest stay is {n} night.",
    "many": "The shortest stay is {n} nights.",
    "counts": "nights"
  },
  "max_nights": {
    "one": "The longest stay is {n} night.",
    "many": "The longest stay is {n} nights.",
    "counts": "nights"
  }
};
