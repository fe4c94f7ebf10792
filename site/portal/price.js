/**
 * How the price is composed: the items with a cost, tax by rate, the total.
 */
import { html } from "../shared/ui.js";
import { dateRange, moment, money, number, percent } from "../shared/format.js";
import { texts } from "./texts.js";

/** @typedef {import("../shared/types.js").BookingPage} BookingPage */
/** @typedef {import("../shared/types.js").BreakdownLine} BreakdownLine */

/** @param {{page: BookingPage}} props */
export function Price({ page: { breakdown, property } }) {
  const { lines, taxes, net, total, prices_include_tax } = breakdown;
  return html`<section class="card" aria-labelledby="price">
    <h2 id="price" tabindex="-1">${texts.price.title}</h2>
    ${
      lines.length === 0
        ? html`<p>${texts.price.free}</p>`
        : html`<table class="price">
            <caption class="hidden-visually">
              ${texts.price.caption}
            </caption>
            <thead class="hidden-visually">
              <tr>
                <th scope="col">${texts.price.item}</th>
                <th scope="col">${texts.price.amount}</th>
              </tr>
            </thead>
            <tbody>
              ${lines.map((line, index) => html`<${Line} key=${index} line=${line} zone=${property.time_zone} />`)}
            </tbody>
            <tbody class="taxes">
              <tr>
                <th scope="row">${texts.price.net}</th>
                <td class="amount">${money(net)}</td>
              </tr>
              ${taxes.map(
                (tax) =>
                  html`<tr key=${tax.rate}>
                    <th scope="row">${texts.price.tax(percent(tax.rate), money(tax.net))}</th>
                    <td class="amount">${money(tax.tax)}</td>
                  </tr>`,
              )}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">${texts.price.total}</th>
                <td class="amount">${money(total)}</td>
              </tr>
            </tfoot>
          </table>`
    }
    ${
      lines.length > 0 &&
      html`<p class="muted small">
        ${prices_include_tax ? texts.price.included : texts.price.added}
      </p>`
    }
  </section>`;
}

/** @param {{line: BreakdownLine, zone: string}} props */
function Line({ line, zone }) {
  const when =
    line.from && line.to ? dateRange(line.from, line.to) : line.at && moment(line.at, zone);
  const detail = [line.rate, when].filter(Boolean).join(", ");
  return html`<tr>
    <th scope="row">
      <strong class="clamp" dir="auto">${line.name}</strong>
      ${detail && html`<span class="clamp" dir="auto">${detail}</span>`}
      <span>
        ${line.quantity !== 1 && `${texts.price.times(number(line.quantity), money(line.unit_price))} · `}
        ${texts.price.taxRate(percent(line.tax_rate))}
      </span>
    </th>
    <td class="amount">${money(line.amount)}</td>
  </tr>`;
}
