/** A part of a form of which there may be several: rows that are added and removed. */
import { html, useRef } from "../../shared/ui.js";
import { Button } from "../../shared/components.js";

/** Marks a row, so that its fields stay its own when another is removed. */
export const keyed = (/** @type {any} */ row) => ({ key: crypto.randomUUID(), ...row });

/** A row without its mark, for the API. @param {any} row */
export const unkeyed = ({ key: _, ...row }) => row;

/**
 * @param {{form: import("./form.js").Form, path: string, title: string, help?: any, what: string,
 *   make: () => any, add?: string, children: (path: string, index: number) => any}} props
 *   `what` names one row, "rule"; `make` gives a new one; the child draws the fields below a path
 */
export function Rows({ form, path, title, help, what, make, add = `Add a ${what}`, children }) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const rows = form.at(path);
  const remove = (/** @type {string} */ key) => {
    form.set(
      path,
      rows.filter((/** @type {any} */ row) => row.key !== key),
    );
    frame.current?.querySelector("h3")?.focus();
  };
  return html`<div class="rows" ref=${frame}>
    <h3 class="steps" tabindex="-1">${title}</h3>
    ${help && html`<p class="muted">${help}</p>`}
    ${rows.map(
      (/** @type {any} */ row, /** @type {number} */ index) =>
        html`<fieldset class="tier" key=${row.key}>
          <legend>${capital(what)} ${index + 1}</legend>
          ${children(`${path}[${index}]`, index)}
          <${Button}
            kind="quiet small"
            aria-label=${`Remove ${what} ${index + 1}`}
            onClick=${() => remove(row.key)}
          >
            Remove
          <//>
        </fieldset>`,
    )}
    <${Button}
      kind="quiet small"
      icon="plus"
      onClick=${() => form.set(path, [...rows, keyed(make())])}
    >
      ${add}
    <//>
  </div>`;
}

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);
