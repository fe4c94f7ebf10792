/** What the booking comes to, kept up to date while it is typed. */
import { html } from "../../shared/ui.js";
import { money, percent, plural } from "../../shared/format.js";
import { Button } from "../../shared/components.js";

/**
 * @param {{draft: import("./draft.js").Draft, totals: import("./totals.js").Totals,
 *   taxIncluded: boolean, busy: boolean, children?: import("../../shared/ui.js").Children}} props
 */
export function Sum({ draft, totals, taxIncluded, busy, children }) {
  const shown = (/** @type {number} */ amount) => money({ amount, currency: draft.currency });
  const deposit = totals.deposit === null ? "–" : shown(totals.deposit);
  return html`<section class="panel sum" aria-labelledby="sum">
    <h2 id="sum">Sum</h2>
    <dl>
      ${totals.lines.map(
        ({ key, name, amount }) =>
          html`<div key=${key}>
            <dt><bdi class="clamp">${name || "No name yet"}</bdi></dt>
            <dd class="amount">${shown(amount)}</dd>
          </div>`,
      )}
      ${totals.taxes.map(
        ({ rate, tax }) =>
          html`<div class="muted small" key=${`tax ${rate}`}>
            <dt>${taxIncluded ? "of it tax" : "plus tax"} ${percent(rate)}</dt>
            <dd class="amount">${shown(tax)}</dd>
          </div>`,
      )}
      <div class="total">
        <dt>Total</dt>
        <dd class="amount">${shown(totals.total)}</dd>
      </div>
      <div>
        <dt>Deposit</dt>
        <dd class="amount">${deposit}</dd>
      </div>
    </dl>
    ${
      totals.unread > 0 &&
      html`<p class="muted small">
        ${plural(totals.unread, {
          one: "# item is not counted yet.",
          other: "# items are not counted yet.",
        })}
      </p>`
    }
    <div class="actions">
      <${Button} type="submit" busy=${busy}>Create booking<//>
      ${children}
    </div>
    <p class="hidden-visually" role="status">Total ${shown(totals.total)}, deposit ${deposit}</p>
  </section>`;
}
