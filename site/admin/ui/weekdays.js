/** Days of the week, as the API counts them: 1 is Monday, 7 is Sunday. */
import { html } from "../../shared/ui.js";
import { getLocale, list } from "../../shared/format.js";
import { ChoicesControl } from "./controls.js";

/** @param {number} weekday @param {"long" | "short"} [style] "Monday", or "Mon" */
export function weekdayName(weekday, style = "long") {
  // The first of January 2024 was a Monday.
  const day = new Date(Date.UTC(2024, 0, weekday));
  return new Intl.DateTimeFormat(getLocale(), { weekday: style, timeZone: "UTC" }).format(day);
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** "Fri and Sat" @param {number[]} chosen */
export const weekdayList = (chosen) => list(chosen.map((day) => weekdayName(day, "short")));

/** The weekday of a date. @param {string} day "2027-03-01" */
export const weekdayOf = (day) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** @param {{form: import("./form.js").Form, path: string, legend: import("../../shared/ui.js").Children, help?: string}} props */
export function WeekdaysControl({ form, path, legend, help }) {
  /** @type {number[]} */
  const chosen = form.at(path);
  return html`<${ChoicesControl}
    form=${form}
    path=${path}
    legend=${legend}
    help=${help}
    options=${weekdays.map((day) => ({ value: String(day), label: weekdayName(day, "short") }))}
    chosen=${chosen.map(String)}
    onChange=${(/** @type {string[]} */ some) => form.set(path, some.map(Number).sort())}
  />`;
}
