/** How the price is composed, and the tax in it. */
import { html } from "../../shared/ui.js";
import { dateRange, money, moment, percent } from "../../shared/format.js";
import { itemKinds } from "../ui/words.js";

/** @import {DeskPage, LineView} from "../../generated/api.js" */

/** @param {{page: DeskPage}} props */
export function Price({ page }) {
  const { breakdown, property } = page;
  return html`<section class="panel" aria-labelledby="price">
    <h2 id="price">Price</h2>
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col" class="end wide">Quantity</th>
          <th scope="col" class="end wide">Price</th>
          <th scope="col" class="end wide">Tax</th>
          <th scope="col" class="end">Amount</th>
        </tr>
      </thead>
      <tbody>
        ${breakdown.lines.map(
          (line, index) =>
            html`<tr key=${index}>
              <th scope="row">
                <bdi>${line.name}</bdi>
                <span class="detail muted small">${detail(line, property.time_zone)}</span>
                <span class="narrow muted small">
                  ${line.quantity} × ${money(line.unit_price)}, tax ${percent(line.tax_rate)}
                </span>
              </th>
              <td class="end wide">${line.quantity}</td>
              <td class="end amount wide">${money(line.unit_price)}</td>
              <td class="end wide">${percent(line.tax_rate)}</td>
              <td class="end amount">${money(line.amount)}</td>
            </tr>`,
        )}
        ${
          !breakdown.lines.length &&
          html`<tr>
            <td colspan="5" class="muted">Nothing in this booking has a price of its own.</td>
          </tr>`
        }
      </tbody>
      <tfoot>
        ${breakdown.taxes.map(
          (tax) =>
            html`<tr key=${tax.rate} class="muted">
              <th scope="row">
                Tax ${percent(tax.rate)} ${breakdown.prices_include_tax ? "in" : "on"}${" "}
                ${money(breakdown.prices_include_tax ? tax.gross : tax.net)}
              </th>
              <td class="wide" colspan="3"></td>
              <td class="end amount">${money(tax.tax)}</td>
            </tr>`,
        )}
        <tr class="total">
          <th scope="row">Total</th>
          <td class="wide" colspan="3"></td>
          <td class="end amount">${money(breakdown.total)}</td>
        </tr>
      </tfoot>
    </table>
    <p class="muted small">
      ${breakdown.prices_include_tax ? "Prices include tax." : "Tax is added to the prices."}
    </p>
  </section>`;
}

/** @param {LineView} line @param {string} zone */
function detail(line, zone) {
  const parts = [itemKinds[line.kind], line.rate];
  if (line.from && line.to) parts.push(dateRange(line.from, line.to, "short"));
  if (line.at) parts.push(moment(line.at, zone, { year: false }));
  return html`<bdi>${parts.filter(Boolean).join(" · ")}</bdi>`;
}
