/**
 * How a price is composed: line by line with what each is for, tax by rate, the total.
 */
import { html } from "./ui.js";
import { dateRange, moment, money } from "./format.js";
import { placed, sentence, t } from "./words.js";

/** @typedef {import("../generated/api.js").LineView} BreakdownLine */
/** @typedef {import("../generated/api.js").BreakdownView} Breakdown */

/** @param {{breakdown: Breakdown, zone: string}} props */
export function PriceTable({ breakdown, zone }) {
  const { lines, taxes, net, total, prices_include_tax } = breakdown;
  return html`<table class="price">
      <caption class="hidden-visually">
        ${t("How the price is composed")}
      </caption>
      <thead class="hidden-visually">
        <tr>
          <th scope="col">${t("Item")}</th>
          <th scope="col">${t("Amount")}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line, index) =>
            html`<${Line} key=${index} line=${line} zone=${zone} within=${prices_include_tax} />`,
        )}
      </tbody>
      <tbody class="taxes">
        <tr>
          <th scope="row">${t("Net")}</th>
          <td class="amount">${money(net)}</td>
        </tr>
        ${taxes.map(
          (tax) =>
            html`<tr key=${tax.rate}>
              <th scope="row">
                ${t("Tax {rate:percent} on {net:money}", { rate: tax.rate, net: tax.net })}
              </th>
              <td class="amount">${money(tax.tax)}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${t("Total")}</th>
          <td class="amount">${money(total)}</td>
        </tr>
      </tfoot>
    </table>
    <p class="muted small">
      ${prices_include_tax ? t("Prices include tax.") : t("Tax is added to the prices.")}
    </p>`;
}

/** @param {{line: BreakdownLine, zone: string, within: boolean}} props */
function Line({ line, zone, within }) {
  const when =
    line.from && line.to
      ? dateRange(line.from, line.to)
      : line.at && placed(moment(line.at, zone), zone);
  const times =
    line.quantity !== 1 &&
    t("{quantity} × {each:money}", { quantity: line.quantity, each: line.unit_price });
  const why = line.reasons.map(({ code, params }) => sentence(code, params)).join(" · ");
  const detail = [line.rate, when].filter(Boolean).join(", ");
  return html`<tr>
    <th scope="row">
      <strong class="clamp" dir="auto">${line.name}</strong>
      ${detail && html`<span class="clamp" dir="auto">${detail}</span>`}
      ${why && html`<span class="clamp" dir="auto">${why}</span>`}
      <span
        >${[times, line.kind !== "tax" && taxOf(line, within)].filter(Boolean).join(" · ")}</span
      >
    </th>
    <td class="amount">${money(line.amount)}</td>
  </tr>`;
}

/**
 * A line's tax; it says whether it is within the amount where that is not as with the others.
 * @param {BreakdownLine} line
 * @param {boolean} within
 */
function taxOf(line, within) {
  const rate = line.tax_rate;
  if (line.tax_included === within) return t("{rate:percent} tax", { rate });
  return line.tax_included
    ? t("{rate:percent} tax included", { rate })
    : t("plus {rate:percent} tax", { rate });
}
