/**
 * What has been chosen, extras for it, and whatever else there is.
 */
import { html } from "../shared/ui.js";
import { Icon } from "../shared/icons.js";
import { msg, t } from "../shared/words.js";
import { useBook } from "./context.js";
import { drop, goesWith, keyOf, subject } from "./draft.js";
import { doors, Groups } from "./catalogue.js";
import { Head } from "./parts.js";
import { ForWhom, Stepper } from "./party.js";
import { address } from "./route.js";
import { guestsOf, nameOf, timeOf } from "./words.js";

/** @typedef {import("../generated/api.js").ExtraView} Extra */
/** @typedef {import("../generated/api.js").Selection["choices"][number]} Choice */
/** @typedef {import("../generated/api.js").CatalogView} Shop */
/** @typedef {import("./draft.js").Draft} Draft */

/** @type {Record<string, import("../shared/icons.js").IconName>} */
const icons = { stay: "bed", appointment: "clock", session: "sun", package: "calendar" };

/** The extras that go with what is chosen. @param {Shop} shop @param {Draft} draft */
export const extrasFor = ({ extras }, { choices }) =>
  extras.filter((extra) => goesWith(extra, choices));

/** Whether this step has anything to show. @param {Shop} shop @param {Draft} draft */
export const hasMore = (shop, draft) => extrasFor(shop, draft).length > 0 || doors(shop).length > 1;

/** Where a choice is made. @param {Choice | import("./draft.js").Wish} choice */
export const doorOf = (choice) =>
  choice.kind === "stay"
    ? address("stay")
    : choice.kind === "extra"
      ? address("more")
      : address(choice.kind, subject(choice));

export function More() {
  const { shop, draft, change } = useBook();
  const extras = extrasFor(shop, draft);
  const chosen = draft.choices.filter(({ kind }) => kind !== "extra");
  const subjects = new Set(draft.choices.map(subject));
  const rest = doors(shop).filter(({ step, id }) => !subjects.has(id || step));
  return html`<section class="card" aria-labelledby="step">
      <${Head} title=${t("You have chosen")} />
      <ul class="choices">
        ${chosen.map(
          (choice) =>
            html`<li key=${keyOf(choice)}>
              <${Icon} name=${icons[choice.kind]} />
              <div>
                <strong dir="auto">${nameOf(shop, choice)}</strong>
                <span class="muted">${timeOf(shop, choice)}</span>
                ${guestsOf(draft, choice) && html`<span class="muted small">${t("for {names}", { names: guestsOf(draft, choice) })}</span>`}
              </div>
              <p class="actions">
                <a href=${doorOf(choice)}
                  >${t("Change")}<span class="hidden-visually"> ${nameOf(shop, choice)}</span></a
                >
                <button
                  type="button"
                  class="link"
                  onClick=${() => change((now) => drop(now, choice))}
                >
                  ${t("Remove")}<span class="hidden-visually">
                    ${nameOf(shop, choice)}, ${timeOf(shop, choice)}</span
                  >
                </button>
              </p>
            </li>`,
        )}
      </ul>
    </section>
    ${
      extras.length > 0 &&
      html`<section class="card" aria-labelledby="extras">
        <h2 id="extras" tabindex="-1">${t("Something on the side?")}</h2>
        <ul class="offers">
          ${extras.map((extra) => html`<${Item} key=${extra.id} extra=${extra} />`)}
        </ul>
      </section>`
    }
    ${
      rest.length > 0 &&
      html`<section class="card" aria-labelledby="rest">
        <h2 id="rest" tabindex="-1">${t("Anything else?")}</h2>
        <${Groups} rest />
      </section>`
    }`;
}

/** @type {Record<import("../generated/api.js").ExtraPer, string>} */
const extraPrices = {
  booking: msg("{price:money}"),
  person: msg("{price:money} a person"),
  night: msg("{price:money} a night"),
  person_night: msg("{price:money} a person and night"),
};

const most = 20;

/** @param {{extra: Extra}} props */
function Item({ extra }) {
  const { draft, change } = useBook();
  const choice = draft.choices.find((one) => one.kind === "extra" && one.extra === extra.id);
  const quantity = choice?.kind === "extra" ? (choice.quantity ?? 1) : 0;
  const personal = extra.per === "person" || extra.per === "person_night";
  const set = (/** @type {number} */ count, /** @type {number[] | undefined} */ guests) =>
    change((now) => {
      const others = now.choices.filter((one) => one.kind !== "extra" || one.extra !== extra.id);
      if (!count) return { choices: others };
      return {
        choices: [...others, { kind: "extra", extra: extra.id, quantity: count, guests }],
      };
    });
  return html`<li class="offer extra">
    <div>
      <h3 dir="auto">${extra.name}</h3>
      <p class="facts-line" id=${`extra-${extra.id}`}>
        <span>${t(extraPrices[extra.per], { price: extra.price })}</span>
        ${extra.limited && html`<span>${t("while there are some")}</span>`}
      </p>
      ${extra.description && html`<p class="muted" dir="auto">${extra.description}</p>`}
    </div>
    <${Stepper}
      label=${extra.name}
      value=${quantity}
      least=${0}
      most=${most}
      describedBy=${`extra-${extra.id}`}
      onChange=${(/** @type {number} */ count) => set(count, choice?.guests)}
    />
    ${
      personal &&
      quantity > 0 &&
      html`<${ForWhom}
        guests=${choice?.guests}
        legend=${t("{what}: for whom?", { what: extra.name })}
        onChange=${(/** @type {number[] | undefined} */ some) => set(quantity, some)}
      />`
    }
  </li>`;
}
