/**
 * Reckoning with dates and months as text, "2027-03-01" and "2027-03": they have no zone.
 */

const millisecondsOfADay = 86_400_000;

/** @param {string} day */
const at = (day) => Date.parse(`${day}T00:00:00Z`);

/** @param {string} day @param {number} count */
export const addDays = (day, count) =>
  new Date(at(day) + count * millisecondsOfADay).toISOString().slice(0, 10);

/** @param {string} from @param {string} to */
export const daysBetween = (from, to) => Math.round((at(to) - at(from)) / millisecondsOfADay);

/** 1 is Monday. @param {string} day */
export const weekdayOf = (day) => new Date(at(day)).getUTCDay() || 7;

/** All days of a week that begins on one of them; 1 is Monday. @param {number} first */
export const weekdaysFrom = (first) =>
  Array.from({ length: 7 }, (_, index) => ((first - 1 + index) % 7) + 1);

/** @param {string} day */
export const monthOf = (day) => day.slice(0, 7);

/** @param {string} month @param {number} count */
export function addMonths(month, count) {
  const moved = new Date(at(`${month}-01`));
  moved.setUTCMonth(moved.getUTCMonth() + count);
  return moved.toISOString().slice(0, 7);
}

/** All days of a month in order. @param {string} month */
export function daysOf(month) {
  const count = daysBetween(`${month}-01`, `${addMonths(month, 1)}-01`);
  return Array.from({ length: count }, (_, index) => addDays(`${month}-01`, index));
}
