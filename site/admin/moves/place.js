/** Where a booking is, and where it is after a move. */
import { addDays } from "../../shared/days.js";

/** @import {DeskPage} from "../../generated/api.js" */

/** @typedef {import("./move-dialog.js").Place} Place */

const DAY = 86_400;

/**
 * A booking with nights moves by its days, others by the time of what comes first in them.
 * @param {DeskPage} page of the booking
 * @param {string} [resource] the unit or person that it is about
 * @returns {Place}
 */
export function placeOf({ booking, itinerary }, resource = "") {
  const { arrival, departure, nights } = booking;
  const times = itinerary
    .flatMap((guest) => guest.activities)
    .flatMap(({ local }) => (local ? [local.slice(0, 16)] : []))
    .sort();
  return nights > 0 || !times.length
    ? { arrival, departure, resource }
    : { local: times[0], resource };
}

/**
 * @param {Place} place
 * @param {number} seconds of the wall clock
 * @param {string} resource
 * @returns {Place}
 */
export function movedBy({ arrival, departure, local }, seconds, resource) {
  if (arrival && departure) {
    const days = Math.round(seconds / DAY);
    return { arrival: addDays(arrival, days), departure: addDays(departure, days), resource };
  }
  const moved = Date.parse(`${local}:00Z`) + seconds * 1000;
  return { local: new Date(moved).toISOString().slice(0, 16), resource };
}
