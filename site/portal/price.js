/**
 * How the price is composed: the items with a cost, tax by rate, the total.
 */
import { html } from "../shared/ui.js";
import { PriceTable } from "../shared/price.js";
import { t } from "../shared/words.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */

/** @param {{page: BookingPage}} props */
export function Price({ page: { breakdown, property } }) {
  return html`<section class="card" aria-labelledby="price">
    <h2 id="price" tabindex="-1">${t("Price")}</h2>
    ${
      breakdown.lines.length === 0
        ? html`<p>${t("Everything is included; there is nothing to pay.")}</p>`
        : html`<${PriceTable} breakdown=${breakdown} zone=${property.time_zone} />`
    }
  </section>`;
}
