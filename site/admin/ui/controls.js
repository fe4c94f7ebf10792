/**
 * Labelled controls of a form, each tied to one path of its values.
 */
import { html, useLayoutEffect, useRef, useState } from "../../shared/ui.js";
import { Button, Field, FieldError, Notice } from "../../shared/components.js";
import { t } from "../../shared/words.js";

/** @typedef {import("./form.js").Form} Form */
/** @typedef {{form: Form, path: string, label: import("../../shared/ui.js").Children, help?: import("../../shared/ui.js").Children, required?: boolean}} ControlProps */

/** The control's id for a path: what the list of problems links to. @param {string} path */
export const idOf = (path) => `field-${path.replace(/[^\w]+/g, "-").replace(/-$/, "")}`;

/**
 * @param {ControlProps & {type?: string, inputmode?: string, autocomplete?: string, dir?: string,
 *   placeholder?: string, lang?: string, list?: string, onInput?: (value: string) => void}} props
 */
export function TextControl({
  form,
  path,
  label,
  help,
  required,
  type = "text",
  autocomplete = "off",
  dir = "auto",
  onInput,
  ...rest
}) {
  const input = (/** @type {import("../../shared/ui.js").FieldEvent} */ event) =>
    (onInput ?? ((value) => form.set(path, value)))(event.currentTarget.value);
  return html`<${Field} ...${framed(form, path, label, help, required)}>
    ${(/** @type {Record<string, unknown>} */ attributes) =>
      html`<input
        ...${attributes}
        ...${rest}
        type=${type}
        autocomplete=${autocomplete}
        dir=${type === "text" ? dir : undefined}
        value=${form.at(path) ?? ""}
        onInput=${input}
      />`}
  <//>`;
}

/** @param {ControlProps & {rows?: number, lang?: string, placeholder?: string}} props */
export function LongTextControl({ form, path, label, help, required, rows = 4, ...rest }) {
  return html`<${Field} ...${framed(form, path, label, help, required)}>
    ${(/** @type {Record<string, unknown>} */ attributes) =>
      html`<textarea
        ...${attributes}
        ...${rest}
        rows=${rows}
        dir="auto"
        value=${form.at(path) ?? ""}
        onInput=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => form.set(path, event.currentTarget.value)}
      ></textarea>`}
  <//>`;
}

/**
 * @param {ControlProps & {options: [string, string][], empty?: string,
 *   onChange?: (value: string) => void}} props `empty` is the text of the choice for nothing
 */
export function SelectControl({ form, path, label, help, required, options, empty, onChange }) {
  const value = form.at(path) ?? "";
  const known = options.some(([one]) => one === value) || (value === "" && empty !== undefined);
  const choose = (/** @type {import("../../shared/ui.js").FieldEvent} */ event) =>
    (onChange ?? ((chosen) => form.set(path, chosen)))(event.currentTarget.value);
  return html`<${Field} ...${framed(form, path, label, help, required)}>
    ${(/** @type {Record<string, unknown>} */ attributes) =>
      html`<select ...${attributes} value=${value} onChange=${choose}>
        ${empty !== undefined && html`<option value="">${empty}</option>`}
        ${!known && html`<option value=${value}>${value}</option>`}
        ${options.map(([one, text]) => html`<option key=${one} value=${one}>${text}</option>`)}
      </select>`}
  <//>`;
}

/** @param {{form: Form, path: string, label: import("../../shared/ui.js").Children, help?: string}} props */
export function CheckControl({ form, path, label, help }) {
  const id = idOf(path);
  return html`<div class="field check">
    <label for=${id}>
      <input
        type="checkbox"
        id=${id}
        checked=${Boolean(form.at(path))}
        aria-describedby=${help ? `${id}-help` : undefined}
        onChange=${(/** @type {import("../../shared/ui.js").CheckEvent} */ event) => form.set(path, event.currentTarget.checked)}
      />
      <span>${label}</span>
    </label>
    ${help && html`<p class="help" id=${`${id}-help`}>${help}</p>`}
  </div>`;
}

/**
 * Several things to choose from at once.
 * @param {{form: Form, path: string, legend: import("../../shared/ui.js").Children, help?: string,
 *   options: {value: string, label: import("../../shared/ui.js").Children}[], chosen: string[],
 *   onChange: (chosen: string[]) => void}} props
 */
export function ChoicesControl({ form, path, legend, help, options, chosen, onChange }) {
  const id = idOf(path);
  const error = form.errors[path];
  const toggle = (/** @type {string} */ value, /** @type {boolean} */ on) =>
    onChange(on ? [...chosen, value] : chosen.filter((one) => one !== value));
  return html`<fieldset
    class="choices"
    id=${id}
    tabindex="-1"
    aria-describedby=${error ? `${id}-error` : undefined}
  >
    <legend>${legend}</legend>
    ${help && html`<p class="help">${help}</p>`}
    <div class="options">
      ${options.map(
        ({ value, label }) =>
          html`<label key=${value}>
            <input
              type="checkbox"
              checked=${chosen.includes(value)}
              onChange=${(/** @type {import("../../shared/ui.js").CheckEvent} */ event) => toggle(value, event.currentTarget.checked)}
            />
            <span>${label}</span>
          </label>`,
      )}
    </div>
    ${error && html`<${FieldError} id=${`${id}-error`}>${error}<//>`}
  </fieldset>`;
}

/**
 * @param {Form} form
 * @param {string} path
 * @param {import("../../shared/ui.js").Children} label
 * @param {import("../../shared/ui.js").Children} help
 * @param {boolean | undefined} required
 */
const framed = (form, path, label, help, required) => ({
  id: idOf(path),
  label,
  help,
  required,
  error: form.errors[path],
});

/**
 * What is wrong, on top of the form, with links to the fields. It takes the focus when it appears.
 * @param {{form: Form, name?: (path: string, label: string) => string}} props `name` says how a
 *   field is called, given its label
 */
export function FormProblems({ form, name }) {
  const found = Object.entries(form.errors);
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const [labels, setLabels] = useState(/** @type {Record<string, string>} */ ({}));
  useLayoutEffect(() => setLabels(readLabels(found.map(([path]) => path))), [form.errors]);
  if (!found.length && !form.failure) return null;
  const go = (/** @type {Event} */ event, /** @type {string} */ path) => {
    event.preventDefault();
    document.getElementById(idOf(path))?.focus();
  };
  return html`<div class="form-problems" tabindex="-1" ref=${frame}>
    <${Notice} tone="bad" live>
      <p>
        <strong>
          ${found.length ? t("Some fields need another look") : t("This could not be saved")}
        </strong>
      </p>
      ${
        found.length
          ? html`<ul>
              ${found.map(
                ([path, message]) =>
                  html`<li key=${path}>
                    <a
                      href=${`#${idOf(path)}`}
                      onClick=${(/** @type {Event} */ event) => go(event, path)}
                    >
                      ${name?.(path, labels[path] ?? "") || labels[path] || path}</a
                    >: ${message}
                  </li>`,
              )}
            </ul>`
          : html`<p>${form.failure}</p>`
      }
    <//>
  </div>`;
}

/** How the fields are called in the page. @param {string[]} paths @returns {Record<string, string>} */
function readLabels(paths) {
  /** @type {Record<string, string>} */
  const labels = {};
  for (const path of paths) {
    const id = idOf(path);
    const label =
      document.querySelector(`label[for="${id}"] > span`) ??
      document.querySelector(`#${CSS.escape(id)} > legend`);
    if (label?.textContent) labels[path] = label.textContent;
  }
  return labels;
}

/**
 * The form's buttons: save, and what else stands beside it.
 * @param {{form: Form, text?: string, children?: import("../../shared/ui.js").Children}} props
 */
export const SaveBar = ({ form, text = t("Save"), children }) =>
  html`<div class="actions save-bar">
    <${Button} type="submit" busy=${form.busy}>${text}<//>
    ${children} ${form.dirty && html`<span class="muted small">${t("Not saved yet")}</span>`}
  </div>`;
