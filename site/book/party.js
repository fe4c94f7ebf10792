/**
 * Who comes: how many adults, and how old the children are.
 */
import { html, useId } from "../shared/ui.js";
import { Icon } from "../shared/icons.js";
import { t } from "../shared/words.js";
import { useBook } from "./context.js";
import { partySize, withParty } from "./draft.js";
import { guestName } from "./words.js";

const most = 30;
const oldestChild = 17;

export function Party() {
  const { draft, change } = useBook();
  const { adults, children } = draft;
  const set = (/** @type {number} */ grown, /** @type {number[]} */ ages) =>
    change((now) => withParty(now, { adults: grown, children: ages }));
  const full = adults + children.length >= most;
  return html`<fieldset class="party">
    <legend>${t("Who is coming?")}</legend>
    <div class="counts">
      <${Stepper}
        label=${t("Adults")}
        value=${adults}
        least=${1}
        most=${full ? adults : most}
        onChange=${(/** @type {number} */ count) => set(count, children)}
      />
      <${Stepper}
        label=${t("Children")}
        value=${children.length}
        least=${0}
        most=${full ? children.length : most}
        onChange=${(/** @type {number} */ count) =>
          set(
            adults,
            Array.from({ length: count }, (_, index) => children[index] ?? 8),
          )}
      />
    </div>
    ${
      children.length > 0 &&
      html`<div class="ages">
        ${children.map(
          (age, index) =>
            html`<label key=${index}>
              ${t("Age of child {number}", { number: index + 1 })}
              <select
                value=${String(age)}
                onChange=${(/** @type {import("../shared/ui.js").FieldEvent} */ event) => {
                  const ages = [...children];
                  ages[index] = Number(event.currentTarget.value);
                  set(adults, ages);
                }}
              >
                ${Array.from(
                  { length: oldestChild + 1 },
                  (_, years) => html`<option value=${String(years)}>${years}</option>`,
                )}
              </select>
            </label>`,
        )}
      </div>`
    }
  </fieldset>`;
}

/**
 * A number with a button on each side.
 * @param {{label: string, value: number, least: number, most: number, describedBy?: string,
 *   onChange: (value: number) => void}} props
 */
export function Stepper({ label, value, least, most, describedBy, onChange }) {
  const id = useId();
  const step = (/** @type {number} */ by, /** @type {boolean} */ end) =>
    html`<button
      type="button"
      class="quiet round"
      aria-label=${by > 0 ? t("More: {what}", { what: label }) : t("Fewer: {what}", { what: label })}
      aria-disabled=${end ? "true" : undefined}
      onClick=${() => end || onChange(value + by)}
    >
      <${Icon} name=${by > 0 ? "plus" : "minus"} />
    </button>`;
  return html`<div
    class="stepper"
    role="group"
    aria-labelledby=${id}
    aria-describedby=${describedBy}
  >
    <span id=${id}>${label}</span>
    <span class="steps-of">
      ${step(-1, value <= least)}
      <output aria-live="polite">${value}</output>
      ${step(1, value >= most)}
    </span>
  </div>`;
}

/**
 * Which guests something is for; not asked when there is only one.
 * @param {{guests: number[] | undefined, onChange: (guests: number[] | undefined) => void, legend?: string}} props
 *   nobody in particular means everybody
 */
export function ForWhom({ guests, onChange, legend = t("For whom?") }) {
  const { draft } = useBook();
  const size = partySize(draft);
  if (size < 2) return null;
  const chosen = guests?.length ? guests : Array.from({ length: size }, (_, index) => index);
  const toggle = (/** @type {number} */ guest) => {
    const next = chosen.includes(guest)
      ? chosen.filter((one) => one !== guest)
      : [...chosen, guest].sort((one, other) => one - other);
    if (next.length) onChange(next.length === size ? undefined : next);
  };
  return html`<fieldset class="for-whom">
    <legend>${legend}</legend>
    <div class="in-line">
      ${Array.from(
        { length: size },
        (_, guest) =>
          html`<label key=${guest}>
            <input
              type="checkbox"
              checked=${chosen.includes(guest)}
              aria-disabled=${chosen.length === 1 && chosen[0] === guest ? "true" : undefined}
              onChange=${(/** @type {import("../shared/ui.js").CheckEvent} */ event) => {
                toggle(guest);
                event.currentTarget.checked =
                  chosen.length === 1 && chosen[0] === guest ? true : event.currentTarget.checked;
              }}
            />
            <span>${guestName(draft, guest)}</span>
          </label>`,
      )}
    </div>
  </fieldset>`;
}
