/** What the booking comes to, kept up to date while it is typed. */
import { html } from "../../shared/ui.js";
import { money } from "../../shared/format.js";
import { Button } from "../../shared/components.js";
import { plural, t } from "../../shared/words.js";

/**
 * @param {{draft: import("./draft.js").Draft, totals: import("./totals.js").Totals,
 *   taxIncluded: boolean, busy: boolean, children?: import("../../shared/ui.js").Children}} props
 */
export function Sum({ draft, totals, taxIncluded, busy, children }) {
  const shown = (/** @type {number} */ amount) => money({ amount, currency: draft.currency });
  const deposit = totals.deposit === null ? "–" : shown(totals.deposit);
  return html`<section class="panel sum" aria-labelledby="sum">
    <h2 id="sum">${t("Sum")}</h2>
    <dl>
      ${totals.lines.map(
        ({ key, name, amount }) =>
          html`<div key=${key}>
            <dt><bdi class="clamp">${name || t("No name yet")}</bdi></dt>
            <dd class="amount">${shown(amount)}</dd>
          </div>`,
      )}
      ${totals.taxes.map(
        ({ rate, tax }) =>
          html`<div class="muted small" key=${`tax ${rate}`}>
            <dt>
              ${
                taxIncluded
                  ? t("of it tax {rate:percent}", { rate })
                  : t("plus tax {rate:percent}", { rate })
              }
            </dt>
            <dd class="amount">${shown(tax)}</dd>
          </div>`,
      )}
      <div class="total">
        <dt>${t("Total")}</dt>
        <dd class="amount">${shown(totals.total)}</dd>
      </div>
      <div>
        <dt>${t("Deposit")}</dt>
        <dd class="amount">${deposit}</dd>
      </div>
    </dl>
    ${
      totals.unread > 0 &&
      html`<p class="muted small">
        ${plural("{n} item is not counted yet.", "{n} items are not counted yet.", totals.unread)}
      </p>`
    }
    <div class="actions">
      <${Button} type="submit" busy=${busy}>${t("Create booking")}<//>
      ${children}
    </div>
    <p class="hidden-visually" role="status">
      ${t("Total {total}, deposit {deposit}", { total: shown(totals.total), deposit })}
    </p>
  </section>`;
}
