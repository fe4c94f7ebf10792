/** The filters that are on, each with a button that takes it off. */
import { html, useRef } from "../../shared/ui.js";
import { Icon } from "../../shared/icons.js";
import { t } from "../../shared/words.js";
import { chipsOf, without } from "./filters.js";

/**
 * @param {{filters: import("./filters.js").Filters,
 *   properties: import("./filters.js").NamedProperty[],
 *   onChange: (filters: import("./filters.js").Filters) => void}} props
 */
export function Chips({ filters, properties, onChange }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const chips = chipsOf(filters, properties);
  const drop = (/** @type {string[]} */ names, /** @type {number} */ index) => {
    onChange(without(filters, names));
    // The chip that had the focus is gone: its neighbour takes over.
    requestAnimationFrame(() => {
      const left = list.current?.querySelectorAll("button") ?? [];
      const next = left[Math.min(index, left.length - 1)] ?? document.querySelector(".disclosure");
      /** @type {HTMLElement | null} */ (next)?.focus();
    });
  };
  return html`<ul
    class="chips"
    ref=${list}
    aria-label=${t("Active filters")}
    hidden=${!chips.length}
  >
    ${chips.map(
      ({ label, value, names }, index) =>
        html`<li key=${names[0]}>
          <button
            type="button"
            class="chip"
            aria-label=${t("Remove filter {label}: {value}", { label, value })}
            onClick=${() => drop(names, index)}
          >
            <span class="muted">${label}</span> <span class="value" dir="auto">${value}</span>
            <${Icon} name="close" />
          </button>
        </li>`,
    )}
  </ul>`;
}
