/** Reckoning with dates, which have no zone: "2027-03-01". */
import { dayOf } from "../../shared/format.js";

/** @param {string} zone */
export const today = (zone) => dayOf(new Date().toISOString(), zone);

/** @param {string | null | undefined} text @returns {string | null} */
export const asDay = (text) =>
  text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

/** An instant on the clock of a zone: "2027-07-02T09:00". @param {string} instant @param {string} zone */
export function localOf(instant, zone) {
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(instant));
  return `${dayOf(instant, zone)}T${time}`;
}
