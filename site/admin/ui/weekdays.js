/** A choice of days of the week, as the API counts them: 1 is Monday, 7 is Sunday. */
import { html } from "../../shared/ui.js";
import { weekdaysFrom } from "../../shared/days.js";
import { firstWeekday, weekdayName } from "../../shared/format.js";
import { ChoicesControl } from "./controls.js";

/** @param {{form: import("./form.js").Form, path: string, legend: import("../../shared/ui.js").Children, help?: string}} props */
export function WeekdaysControl({ form, path, legend, help }) {
  /** @type {number[]} */
  const chosen = form.at(path);
  return html`<${ChoicesControl}
    form=${form}
    path=${path}
    legend=${legend}
    help=${help}
    options=${weekdaysFrom(firstWeekday()).map((day) => ({
      value: String(day),
      label: weekdayName(day, "short"),
    }))}
    chosen=${chosen.map(String)}
    onChange=${(/** @type {string[]} */ some) => form.set(path, some.map(Number).sort())}
  />`;
}
