/**
 * A wall-clock time at a place as an instant.
 */

/**
 * What the clocks of a zone show at an instant, as if they showed UTC (ms).
 * @param {number} instant
 * @param {string} zone
 */
function shownAt(instant, zone) {
  const parts = new Intl.DateTimeFormat("en-US-u-ca-iso8601-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const at = (/** @type {string} */ type) =>
    Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(at("year"), at("month") - 1, at("day"), at("hour"), at("minute"), at("second"));
}

/**
 * "2027-03-02T09:00" in Europe/Lisbon is "2027-03-02T09:00:00Z". A time that the clocks skip in
 * spring is read as if they had not been put forward; of one that they show twice in autumn, the
 * first is meant. Null if it is no date and time.
 * @param {string} local
 * @param {string} zone IANA name
 * @returns {string | null}
 */
export function instantOf(local, zone) {
  const wanted = Date.parse(`${local}:00Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) || Number.isNaN(wanted)) return null;
  const day = 86_400_000;
  const before = shownAt(wanted - day, zone) - (wanted - day);
  const after = shownAt(wanted + day, zone) - (wanted + day);
  const candidates = [wanted - before, wanted - after];
  const exact = candidates.find((instant) => shownAt(instant, zone) === wanted);
  return new Date(exact ?? candidates[0]).toISOString().replace(".000Z", "Z");
}
