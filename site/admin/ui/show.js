/**
 * Dates, times and states as the desk shows them, short enough for a table.
 */
import { html } from "../../shared/ui.js";
import { getLocale, moment, zoneName } from "../../shared/format.js";
import { Badge } from "../../shared/components.js";
import { placed, t } from "../../shared/words.js";
import { wordFor } from "./words.js";

/** "1 Mar 2027" @param {string} day "2027-03-01" */
export function shortDate(day) {
  const options = /** @type {const} */ ({
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return new Intl.DateTimeFormat(getLocale(), options).format(new Date(`${day}T00:00:00Z`));
}

/** The reader's own time zone: the desk's clock. */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {{day: string}} props */
export const Day = ({ day }) => html`<time datetime=${day}>${shortDate(day)}</time>`;

/**
 * An instant with its date and time on the clock of a zone, the reader's unless named.
 * @param {{at: string, zone?: string}} props
 */
export const Moment = ({ at, zone = ownZone() }) =>
  html`<time datetime=${at}>${placed(moment(at, zone), zone)}</time>`;

/** Whose clock the times of a view are on. @param {{zone: string}} props */
export const ClockNote = ({ zone }) =>
  html`<p class="muted small">
    ${t("Time zone: {zone}", { zone: zoneName(zone, undefined, "longGeneric") })}
  </p>`;

/**
 * Marks the words within a sentence that say an instant: `rich("…<time>{at:moment}</time>…", …)`.
 * @param {string} at
 */
export const timeTag = (at) => (/** @type {import("../../shared/ui.js").Children} */ words) =>
  html`<time datetime=${at}>${words}</time>`;

/** Marks words that are told apart. @param {import("../../shared/ui.js").Children} words */
export const strongTag = (words) => html`<strong>${words}</strong>`;

/** Marks a name, which keeps its own direction. @param {import("../../shared/ui.js").Children} words */
export const nameTag = (words) => html`<bdi>${words}</bdi>`;

/** @param {{words: Record<string, import("./words.js").Word>, value: string}} props */
export function State({ words, value }) {
  const { text, tone } = wordFor(words, value);
  return html`<${Badge} tone=${tone}>${t(text)}<//>`;
}
