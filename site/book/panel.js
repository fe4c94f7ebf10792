/**
 * The price as it builds up: what each line is for, what is paid when, what cancelling costs.
 */
import { html, useEffect, useState } from "../shared/ui.js";
import { Button, Field, Notice, Skeleton } from "../shared/components.js";
import { Icon } from "../shared/icons.js";
import { dateRange, moment, money, number } from "../shared/format.js";
import { PriceTable } from "../shared/price.js";
import { placed, sentence, t } from "../shared/words.js";
import { useBook } from "./context.js";
import { drop, hasChoice, keyOf } from "./draft.js";
import { doorOf } from "./more.js";
import { Retry } from "./parts.js";
import { nameOf, span, timeOf } from "./words.js";

/** @typedef {import("../generated/api.js").PriceQuoteView} Quote */

export function Panel() {
  const { shop, draft, priced } = useBook();
  const { quote, busy, error, gone } = priced;
  const nothing = !hasChoice(draft);
  const [last, setLast] = useState(/** @type {Quote | null} */ (null));
  useEffect(() => {
    if (quote || nothing) setLast(quote);
  }, [quote, nothing]);
  // While the new price is on its way the old one stays: nothing jumps.
  const shown = quote ?? (busy ? last : null);
  const zone = shop.property.time_zone;
  return html`<aside class=${nothing ? "side is-empty" : "side"} aria-label=${t("Your price")}>
    <section class="card panel" aria-labelledby="panel" aria-busy=${busy ? "true" : undefined}>
      <h2 id="panel">
        ${t("Your price")} ${busy && html` <span class="spinner" aria-hidden="true"></span>`}
      </h2>
      ${nothing && html`<p class="muted">${t("Choose something, and its price builds up here.")}</p>`}
      ${busy && !shown && html`<${Skeleton} lines=${4} label=${t("Working out the price…")} />`}
      ${error && !Object.keys(gone).length && html`<${Retry} error=${error} retry=${priced.renew} />`}
      ${
        shown &&
        html`<div>
          ${
            shown.arrival !== shown.departure &&
            html`<p class="when">
              <${Icon} name="calendar" /> ${dateRange(shown.arrival, shown.departure)}
            </p>`
          }
          <${PriceTable} breakdown=${shown} zone=${zone} />
          <${Included} quote=${shown} zone=${zone} />
          <${Deposit} quote=${shown} />
          <${Policy} quote=${shown} />
        </div>`
      }
      ${!nothing && html`<${Code} />`}
    </section>
    <p class="hidden-visually" role="status">
      ${quote && t("Total {total:money}", { total: quote.total })}
    </p>
  </aside>`;
}

/** @param {{quote: Quote, zone: string}} props */
function Included({ quote: { included }, zone }) {
  if (!included.length) return null;
  return html`<h3>${t("Included")}</h3>
    <ul class="included">
      ${included.map(
        (one, index) =>
          html`<li key=${index}>
            <${Icon} name="check" />
            <span>
              <span dir="auto">${one.quantity > 1 && `${number(one.quantity)} × `}${one.name}</span>
              ${one.at && html`<span class="muted small">${placed(moment(one.at, zone), zone)}</span>`}
              ${one.from && one.to && html`<span class="muted small">${span(one.from, one.to)}</span>`}
            </span>
          </li>`,
      )}
    </ul>`;
}

/** @param {{quote: Quote}} props */
function Deposit({ quote: { deposit, total, confirm } }) {
  const { amount, due } = deposit;
  if (!due || !amount.amount) {
    return total.amount > 0 && html`<p class="muted small">${t("Nothing to pay in advance.")}</p>`;
  }
  const rest = { ...total, amount: total.amount - amount.amount };
  const now = due === "now";
  const label = rest.amount === 0 ? t("To pay") : t("Deposit");
  const when = !now
    ? t("due by {day:date}", { day: due })
    : confirm === "by_staff"
      ? t("due once we accept")
      : t("due now");
  return html`<dl class="sums">
    <div>
      <dt>${label} <span class="muted small">${when}</span></dt>
      <dd class="amount">${money(amount)}</dd>
    </div>
    ${
      rest.amount > 0 &&
      html`<div class="minor">
        <dt>${t("Later")}</dt>
        <dd class="amount">${money(rest)}</dd>
      </div>`
    }
  </dl>`;
}

/** @param {{quote: Quote}} props */
function Policy({ quote: { policy } }) {
  return html`<details class="reading">
    <summary>${t("If you cancel: {policy}", { policy: policy.name })}</summary>
    <ul class="policy-words">
      ${[...policy.reasons, policy.reschedule_reason].map(
        ({ code, params }, index) =>
          html`<li key=${index} dir="auto">${sentence(code, params)}</li>`,
      )}
    </ul>
  </details>`;
}

/** A promotion code, put in and taken out. */
function Code() {
  const { draft, change, priced } = useBook();
  const [typed, setTyped] = useState("");
  const { promotion } = priced.quote ?? {};
  if (draft.promotion) {
    return html`<p class="code-in" role="status">
      <span
        >${promotion ? t("Code used: {name}", { name: promotion.name || promotion.code }) : t("Trying {code}…", { code: draft.promotion })}</span
      >
      <button type="button" class="link" onClick=${() => change({ promotion: null })}>
        ${t("Remove")}<span class="hidden-visually"> ${t("Promotion code")}</span>
      </button>
    </p>`;
  }
  const use = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (typed.trim()) change({ promotion: typed.trim() });
  };
  return html`<details class="reading code-form" open=${Boolean(priced.badCode)}>
    <summary>${t("Do you have a promotion code?")}</summary>
    <form onSubmit=${use}>
      <${Field} label=${t("Promotion code")} error=${priced.badCode}>
        ${(/** @type {Record<string, unknown>} */ attributes) =>
          html`<input
            ...${attributes}
            type="text"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck=${false}
            value=${typed}
            onInput=${(/** @type {import("../shared/ui.js").FieldEvent} */ event) => setTyped(event.currentTarget.value)}
          />`}
      <//>
      <${Button} type="submit" kind="quiet">${t("Use code")}<//>
    </form>
  </details>`;
}

/**
 * What stands in the way of booking: things that are gone, a price that moved.
 */
export function Hindrances() {
  const { shop, draft, change, priced } = useBook();
  const gone = draft.choices.filter((choice) => keyOf(choice) in priced.gone);
  const { changed } = priced;
  return html`<div id="hindrances" class="hindrances" tabindex="-1">
    ${gone.map((choice) => {
      const name = nameOf(shop, choice);
      return html`<${Notice} key=${keyOf(choice)} tone="bad" live>
        <p>
          <strong dir="auto"
            >${t("No longer free: {what}", {
              what: [name, timeOf(shop, choice)].filter(Boolean).join(", "),
            })}</strong
          >
        </p>
        <p dir="auto">${priced.gone[keyOf(choice)]}</p>
        <p class="actions">
          <a href=${doorOf(choice)}
            >${t("Choose again")}<span class="hidden-visually"> ${name}</span></a
          >
          <button type="button" class="link" onClick=${() => change((now) => drop(now, choice))}>
            ${t("Book without it")}<span class="hidden-visually"> ${name}</span>
          </button>
        </p>
      <//>`;
    })}
    ${
      changed &&
      html`<${Notice} tone="warn" live>
        <p>
          ${t("The price has changed from {before:money} to {after:money} since you last saw it. Please look again before you book.", changed)}
        </p>
      <//>`
    }
  </div>`;
}
