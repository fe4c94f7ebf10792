/** What was paid, what is due, and every attempt. */
import { html } from "../../shared/ui.js";
import { money } from "../../shared/format.js";
import { Moment, State } from "../ui/show.js";
import { attemptStatuses, paymentKinds } from "../ui/words.js";

/** @import {DeskPage, Money} from "../../generated/api.js" */

/** @param {{page: DeskPage}} props */
export function Payments({ page }) {
  const { payments, property } = page;
  /** @type {[string, Money][]} */
  const sums = [
    ["Total", payments.total],
    ["Deposit agreed", payments.deposit],
    ["Deposit due", payments.deposit_due],
    ["Paid, less refunds", payments.paid],
    ["Still to pay", payments.balance],
  ];
  return html`<section class="panel" aria-labelledby="payments">
    <h2 id="payments">Payments</h2>
    <dl class="key-facts">
      ${sums.map(
        ([label, amount]) =>
          html`<div key=${label}>
            <dt>${label}</dt>
            <dd class="amount">${money(amount)}</dd>
          </div>`,
      )}
    </dl>
    ${
      payments.history.length
        ? html`<table class="figures">
            <thead>
              <tr>
                <th scope="col">Payment</th>
                <th scope="col">State</th>
                <th scope="col" class="end">Amount</th>
              </tr>
            </thead>
            <tbody>
              ${payments.history.map(
                (one) =>
                  html`<tr key=${one.id}>
                    <th scope="row">
                      ${paymentKinds[one.kind] ?? one.kind}
                      <span class="detail muted small">
                        <${Moment} at=${one.at} zone=${property.time_zone} />
                      </span>
                    </th>
                    <td><${State} words=${attemptStatuses} value=${one.status} /></td>
                    <td class="end amount">${money(one.amount)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
        : html`<p class="muted">No payment was tried yet.</p>`
    }
  </section>`;
}
