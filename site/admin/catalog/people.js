/** Who does appointments, and when they work. */
import { html } from "../../shared/ui.js";
import { timeOfDay, weekdayList } from "../../shared/format.js";
import { msg, t } from "../../shared/words.js";
import { TextControl } from "../ui/controls.js";
import { keyed, Rows } from "../ui/rows.js";
import { WeekdaysControl } from "../ui/weekdays.js";
import { Ranges } from "./fields.js";
import { inOrder, rowNames } from "./section.js";
import { noted, rangesBody, rangeValues, timeBody, timeText } from "./values.js";

/** @import {Person} from "../../generated/api.js" */

/** @typedef {{weekday: number, from: string, to: string}} Hours */
/** @typedef {{weekdays: number[], from: string, to: string}} SameHours */

/** @type {import("./section.js").Sort<"people", Values>} */
export const people = {
  name: "people",
  title: msg("People"),
  edit: msg("Edit the person"),
  saved: msg("The person is saved"),
  sure: msg("Remove this person?"),
  gone: msg("This person does not exist. <a>See people</a>"),
  intro: msg(
    "Whoever does appointments: one at a time, in their hours. A chair or a boat works too.",
  ),
  empty: msg("Nobody yet. They are needed for appointments only."),
  additions: [{ item: "new", label: msg("Add a person"), title: msg("New person") }],
  nameOf: ({ name }) => name,
  row: ({ hours }) => html`<${HoursText} hours=${hours} />`,
  removal: msg("They get no more appointments."),
  values: valuesOf,
  body: ({ name, hours, breaks, days_off, position }) => ({
    name: name.trim(),
    hours: eachDay(hours),
    breaks: eachDay(breaks),
    days_off: rangesBody(days_off),
    position,
  }),
  check: (values, { catalog }) => {
    const { errors, note, filled, ranges } = noted(catalog.selling.currency);
    filled("name", values.name);
    for (const part of /** @type {const} */ (["hours", "breaks"])) {
      values[part].forEach((row, index) => {
        const path = `${part}[${index}]`;
        note(`${path}.weekdays`, !row.weekdays.length && t("Choose at least one day."));
        note(`${path}.from`, !row.from && t("Please fill this in."));
        note(`${path}.to`, !row.to && t("Please fill this in."));
        note(`${path}.to`, row.to <= row.from && t("This is before the beginning."));
      });
    }
    ranges("days_off", values.days_off);
    return errors;
  },
  // One row here is several of the API's, a weekday each.
  place: (field) => field.replace(/^(hours|breaks)\[.*/, "$1"),
  Fields: ({ form }) =>
    html`<div class="form-grid">
        <${TextControl} form=${form} path="name" label=${t("Name")} required />
      </div>
      <${Rows}
        form=${form}
        path="hours"
        title=${t("Working hours")}
        one=${rowNames.hours}
        removal=${msg("Remove hours {number}")}
        add=${t("Add hours")}
        make=${() => ({ weekdays: [], from: "09:00", to: "17:00" })}
      >
        ${(/** @type {string} */ path) => html`<${Times} form=${form} path=${path} />`}
      <//>
      <${Rows}
        form=${form}
        path="breaks"
        title=${t("Breaks")}
        one=${rowNames.breaks}
        removal=${msg("Remove break {number}")}
        add=${t("Add a break")}
        make=${() => ({ weekdays: [1, 2, 3, 4, 5], from: "13:00", to: "14:00" })}
      >
        ${(/** @type {string} */ path) => html`<${Times} form=${form} path=${path} />`}
      <//>
      <${Ranges}
        form=${form}
        path="days_off"
        title=${t("Days off")}
        one=${rowNames.days_off}
        removal=${msg("Remove days off {number}")}
        add=${t("Add days off")}
      />`,
};

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {Person | null} person null for a new one @param {import("./section.js").Context} context */
function valuesOf(person, { catalog }) {
  return {
    name: person?.name ?? "",
    hours: sameHours(person?.hours ?? usual).map(keyed),
    breaks: sameHours(person?.breaks ?? []).map(keyed),
    days_off: rangeValues(person?.days_off),
    position: person?.position ?? inOrder(catalog.people).length,
  };
}

/** What a new person begins with: weekdays, nine to five. */
const usual = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00:00", to: "17:00:00" }));

/** @param {{form: import("../ui/form.js").Form, path: string}} props */
const Times = ({ form, path }) =>
  html`<${WeekdaysControl} form=${form} path=${`${path}.weekdays`} legend=${t("On")} />
    <div class="form-grid">
      <${TextControl} form=${form} path=${`${path}.from`} label=${t("From")} type="time" required />
      <${TextControl} form=${form} path=${`${path}.to`} label=${t("To")} type="time" required />
    </div>`;

/** Weekdays with the same hours in one. @param {Hours[]} hours @returns {SameHours[]} */
function sameHours(hours) {
  /** @type {Map<string, SameHours>} */
  const found = new Map();
  for (const { weekday, from, to } of hours) {
    const row = found.get(from + to) ?? { weekdays: [], from: timeText(from), to: timeText(to) };
    row.weekdays.push(weekday);
    found.set(from + to, row);
  }
  return [...found.values()];
}

/** @param {SameHours[]} rows @returns {Hours[]} */
const eachDay = (rows) =>
  rows
    .flatMap(({ weekdays, from, to }) =>
      weekdays.map((weekday) => ({ weekday, from: timeBody(from), to: timeBody(to) })),
    )
    .sort((one, other) => one.weekday - other.weekday || one.from.localeCompare(other.from));

/** @param {{hours: Hours[]}} props */
const HoursText = ({ hours }) =>
  sameHours(hours)
    .map(
      ({ weekdays, from, to }) => `${weekdayList(weekdays)}, ${timeOfDay(from)}–${timeOfDay(to)}`,
    )
    .join("; ") || t("No working hours");
