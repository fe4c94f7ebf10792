/** A part of a form of which there may be several: rows that are added and removed. */
import { html, useRef } from "../../shared/ui.js";
import { Button } from "../../shared/components.js";
import { t } from "../../shared/words.js";

/** @typedef {{key: string}} Keyed */

/**
 * Marks a row, so that its fields stay its own when another is removed.
 * @template {object} T
 * @param {T} row
 * @returns {T & Keyed}
 */
export const keyed = (row) => ({ key: crypto.randomUUID(), ...row });

/** A row without its mark, for the API. @template {Keyed} T @param {T} row @returns {Omit<T, "key">} */
export const unkeyed = ({ key: _, ...row }) => row;

/**
 * @param {{form: import("./form.js").Form, path: string, title: string, help?: import("../../shared/ui.js").Children, one: string, removal: string,
 *   make: () => object, add: string, said?: (row: never) => string,
 *   children: (path: string, index: number) => import("../../shared/ui.js").Children}} props
 *   `one` names a row, "Rule {number}", and `removal` its removal; `make` gives a new one; the child draws the fields below a path.
 *   With `said` rows are folded to what it says of them, but for new ones and those with a mistake.
 */
export function Rows({ form, path, title, help, one, removal, make, add, said, children }) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const added = useRef(/** @type {Set<string>} */ (new Set()));
  /** @type {Keyed[]} */
  const rows = form.at(path);
  const remove = (/** @type {string} */ key) => {
    form.set(
      path,
      rows.filter((row) => row.key !== key),
    );
    frame.current?.querySelector("h3")?.focus();
  };
  const append = () => {
    const row = keyed(make());
    added.current.add(row.key);
    form.set(path, [...rows, row]);
  };
  const refused = (/** @type {number} */ index) =>
    Object.keys(form.errors).some((field) => field.startsWith(`${path}[${index}]`));
  const content = (/** @type {Keyed} */ row, /** @type {number} */ index) =>
    html`${children(`${path}[${index}]`, index)}
      <${Button}
        kind="quiet small"
        aria-label=${t(removal, { number: index + 1 })}
        onClick=${() => remove(row.key)}
      >
        ${t("Remove")}
      <//>`;
  return html`<div class="rows" ref=${frame}>
    <h3 class="steps" tabindex="-1">${title}</h3>
    ${help && html`<p class="muted">${help}</p>`}
    ${rows.map(
      (row, index) =>
        html`<fieldset class="tier" key=${row.key}>
          <legend>${t(one, { number: index + 1 })}</legend>
          ${
            said
              ? html`<details class="folded" open=${added.current.has(row.key) || refused(index)}>
                  <summary>${said(/** @type {never} */ (row))}</summary>
                  ${content(row, index)}
                </details>`
              : content(row, index)
          }
        </fieldset>`,
    )}
    <${Button} kind="quiet small" icon="plus" onClick=${append}> ${add} <//>
  </div>`;
}
