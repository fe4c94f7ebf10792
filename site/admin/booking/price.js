/** How the price is composed, and the tax in it. */
import { html } from "../../shared/ui.js";
import { dateRange, moment, money, number, percent } from "../../shared/format.js";
import { placed, t } from "../../shared/words.js";
import { itemKinds } from "../ui/words.js";

/** @import {DeskPage, LineView} from "../../generated/api.js" */

/** @param {{page: DeskPage}} props */
export function Price({ page }) {
  const { breakdown, property } = page;
  return html`<section class="panel" aria-labelledby="price">
    <h2 id="price">${t("Price")}</h2>
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">${t("Item")}</th>
          <th scope="col" class="end wide">${t("Quantity")}</th>
          <th scope="col" class="end wide">${t("Price")}</th>
          <th scope="col" class="end wide">${t("Tax")}</th>
          <th scope="col" class="end">${t("Amount")}</th>
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
                  ${t("{quantity} × {price:money}, tax {rate:percent}", {
                    quantity: line.quantity,
                    price: line.unit_price,
                    rate: line.tax_rate,
                  })}
                </span>
              </th>
              <td class="end wide">${number(line.quantity)}</td>
              <td class="end amount wide">${money(line.unit_price)}</td>
              <td class="end wide">${percent(line.tax_rate)}</td>
              <td class="end amount">${money(line.amount)}</td>
            </tr>`,
        )}
        ${
          !breakdown.lines.length &&
          html`<tr>
            <td colspan="5" class="muted">
              ${t("Nothing in this booking has a price of its own.")}
            </td>
          </tr>`
        }
      </tbody>
      <tfoot>
        ${breakdown.taxes.map(
          (tax) =>
            html`<tr key=${tax.rate} class="muted">
              <th scope="row">
                ${
                  breakdown.prices_include_tax
                    ? t("Tax {rate:percent} in {gross:money}", { rate: tax.rate, gross: tax.gross })
                    : t("Tax {rate:percent} on {net:money}", { rate: tax.rate, net: tax.net })
                }
              </th>
              <td class="wide" colspan="3"></td>
              <td class="end amount">${money(tax.tax)}</td>
            </tr>`,
        )}
        <tr class="total">
          <th scope="row">${t("Total")}</th>
          <td class="wide" colspan="3"></td>
          <td class="end amount">${money(breakdown.total)}</td>
        </tr>
      </tfoot>
    </table>
    <p class="muted small">
      ${breakdown.prices_include_tax ? t("Prices include tax.") : t("Tax is added to the prices.")}
    </p>
  </section>`;
}

/** @param {LineView} line @param {string} zone */
function detail(line, zone) {
  const parts = [t(itemKinds[line.kind]), line.rate];
  if (line.from && line.to) parts.push(dateRange(line.from, line.to, "short"));
  if (line.at) parts.push(placed(moment(line.at, zone, { year: false }), zone));
  return html`<bdi>${parts.filter(Boolean).join(" · ")}</bdi>`;
}
