/** The rooms, beds or boats of a stay: one by one, or many at once. */
import { html, useState } from "../../shared/ui.js";
import { Button, Field, FieldError } from "../../shared/components.js";
import { plural, t } from "../../shared/words.js";
import { idOf } from "../ui/controls.js";
import { keyed } from "../ui/rows.js";

/** @typedef {import("../ui/form.js").Form} Form */

/** So many are added at once. */
const MOST = 200;

/**
 * "101-104, Attic" are 101, 102, 103, 104 and Attic; "Bed 1-3" are Bed 1, Bed 2 and Bed 3.
 * @param {string} text
 * @returns {string[]}
 */
export function unitNames(text) {
  return text.split(/[,;\n]/).flatMap((part) => {
    const name = part.trim();
    const range = /^(.*?)(\d+)\s*[-–]\s*(\d+)$/.exec(name);
    if (!range) return name ? [name] : [];
    const [, before, first, last] = range;
    const count = Number(last) - Number(first) + 1;
    if (count < 1 || count > MOST) return [name];
    return Array.from(
      { length: count },
      (_, index) => before + String(Number(first) + index).padStart(first.length, "0"),
    );
  });
}

/** @typedef {{id?: string, name: string} & import("../ui/rows.js").Keyed} UnitValues */

/** @param {{form: Form}} props */
export function Units({ form }) {
  const [text, setText] = useState("");
  /** @type {UnitValues[]} */
  const units = form.at("units");
  const add = () => {
    const there = new Set(units.map(({ name }) => name.trim()));
    const fresh = [...new Set(unitNames(text))].filter((name) => !there.has(name));
    if (fresh.length) form.set("units", [...units, ...fresh.map((name) => keyed({ name }))]);
    setText("");
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  };
  const remove = (/** @type {string} */ key) =>
    form.set(
      "units",
      units.filter((unit) => unit.key !== key),
    );
  const error = form.errors.units;
  return html`<fieldset class="units" id=${idOf("units")} tabindex="-1">
    <legend>${plural("Units, {n} of them", "Units, {n} of them", units.length)}</legend>
    <p class="help">
      ${t("Each is one room, one bed of a dorm, or one boat: what one party gets.")}
    </p>
    <ul class="plain unit-list">
      ${units.map(
        (unit, index) =>
          html`<li key=${unit.key}>
            <${UnitName} form=${form} index=${index} onRemove=${() => remove(unit.key)} />
          </li>`,
      )}
    </ul>
    ${error && html`<${FieldError} id="units-error">${error}<//>`}
    <div class="add-units">
      <${Field}
        label=${t("Add units")}
        help=${t("Several at once: 101-110, or Attic, Garden, Sea")}
      >
        ${(/** @type {Record<string, unknown>} */ attributes) =>
          html`<input
            ...${attributes}
            value=${text}
            dir="auto"
            autocomplete="off"
            onInput=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => setText(event.currentTarget.value)}
            onKeyDown=${onKey}
          />`}
      <//>
      <${Button} kind="quiet small" icon="plus" onClick=${add}>${t("Add")}<//>
    </div>
  </fieldset>`;
}

/** @param {{form: Form, index: number, onRemove: () => void}} props */
function UnitName({ form, index, onRemove }) {
  const path = `units[${index}].name`;
  const id = idOf(path);
  const error = form.errors[path];
  return html`<div class="unit-name">
      <input
        id=${id}
        aria-label=${t("Unit {number}", { number: index + 1 })}
        aria-invalid=${error ? "true" : undefined}
        aria-describedby=${error ? `${id}-error` : undefined}
        dir="auto"
        autocomplete="off"
        value=${form.at(path)}
        onInput=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => form.set(path, event.currentTarget.value)}
      />
      <${Button}
        kind="bare small"
        icon="close"
        aria-label=${t("Remove unit {name}", { name: form.at(path) || index + 1 })}
        onClick=${onRemove}
      />
    </div>
    ${error && html`<${FieldError} id=${`${id}-error`}>${error}<//>`}`;
}
