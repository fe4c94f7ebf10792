/**
 * The form that narrows the grid. It applies when asked (Enter or the button), not while typing.
 */
import { html, useEffect, useId, useRef, useState } from "../../shared/ui.js";
import { Button, FieldError } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { number } from "../../shared/format.js";
import { statuses } from "../ui/words.js";
import { filtersFrom, mistakes, ranges, texts } from "./filters.js";

/** @typedef {import("./filters.js").Filters} Filters */

/**
 * @param {{filters: Filters, properties: import("./filters.js").NamedProperty[], count: number,
 *   onApply: (filters: Filters) => void}} props `count` is how many filters are on
 */
export function FilterPanel({ filters, properties, count, onApply }) {
  const id = useId();
  const [open, setOpen] = useState(() => matchMedia("(min-width: 56rem)").matches);
  const [values, setValues] = useState(filters);
  const [wrong, setWrong] = useState(/** @type {Record<string, string>} */ ({}));
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  useEffect(() => {
    setValues(filters);
    setWrong({});
  }, [filters]);

  const field = (/** @type {string} */ name) => ({
    id: `${id}-${name}`,
    name,
    value: values[name] ?? "",
    onInput: (/** @type {Event} */ event) => {
      const { value } = /** @type {HTMLInputElement} */ (event.currentTarget);
      setValues((now) => ({ ...now, [name]: value }));
    },
  });
  const apply = (/** @type {Event} */ event) => {
    event.preventDefault();
    const wanted = filtersFrom(Object.entries(values));
    const found = mistakes(wanted);
    setWrong(found);
    const first = Object.keys(found)[0];
    if (first)
      /** @type {HTMLElement} */ (form.current?.elements.namedItem(`${first}_from`)).focus();
    else onApply(wanted);
  };
  const known = properties.some((property) => property.id === values.property);
  return html`<section class="filters panel" aria-label=${t("Filters")}>
    <button
      type="button"
      class="bare disclosure"
      aria-expanded=${String(open)}
      aria-controls=${id}
      onClick=${() => setOpen(!open)}
    >
      <span class="chevron" aria-hidden="true"></span>
      <span>
        ${t("Filters")}${count > 0 && html`<span class="count"> (${number(count)})</span>`}
      </span>
    </button>
    <form id=${id} ref=${form} hidden=${!open} novalidate onSubmit=${apply}>
      ${texts.map(
        ({ name, label }) =>
          html`<div class="filter" key=${name}>
            <label for=${`${id}-${name}`}>${t(label)}</label>
            <input ...${field(name)} dir="auto" autocomplete="off" spellcheck=${false} />
          </div>`,
      )}
      <div class="filter">
        <label for=${`${id}-property`}>${t("Property")}</label>
        <select ...${field("property")}>
          <option value="">${t("Any")}</option>
          ${
            values.property &&
            !known &&
            html`<option value=${values.property}>${values.property}</option>`
          }
          ${properties.map(
            (one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`,
          )}
        </select>
      </div>
      <div class="filter">
        <label for=${`${id}-status`}>${t("Status")}</label>
        <select ...${field("status")}>
          <option value="">${t("Any")}</option>
          ${Object.entries(statuses).map(
            ([value, { text }]) => html`<option key=${value} value=${value}>${t(text)}</option>`,
          )}
        </select>
      </div>
      ${ranges.map(({ name, label }) => {
        const error = wrong[name];
        const shared = {
          type: "date",
          "aria-invalid": error ? "true" : undefined,
          "aria-describedby": error ? `${id}-${name}-error` : undefined,
        };
        return html`<fieldset class="filter range" key=${name}>
          <legend>
            ${t(label)}${name === "booked" && html` <span class="muted">${t("(UTC)")}</span>`}
          </legend>
          <div>
            <input
              ...${field(`${name}_from`)}
              ...${shared}
              aria-label=${t("{label} from", { label: t(label) })}
            />
            <span aria-hidden="true">–</span>
            <input
              ...${field(`${name}_to`)}
              ...${shared}
              aria-label=${t("{label} until", { label: t(label) })}
            />
          </div>
          ${error && html`<${FieldError} id=${`${id}-${name}-error`}>${error}<//>`}
        </fieldset>`;
      })}
      <div class="actions">
        <${Button} type="submit" kind="small">${t("Apply filters")}<//>
        ${
          count > 0 &&
          html`<${Button} kind="quiet small" onClick=${() => onApply({})}>${t("Clear all")}<//>`
        }
      </div>
    </form>
  </section>`;
}
