/** What was paid, what is due, and every attempt. */
import { html } from "../../shared/ui.js";
import { money } from "../../shared/format.js";
import { t } from "../../shared/words.js";
import { Moment, State } from "../ui/show.js";
import { attemptStatuses, paymentKinds } from "../ui/words.js";

/** @import {DeskPage, Money} from "../../generated/api.js" */

/** @param {{page: DeskPage}} props */
export function Payments({ page }) {
  const { payments, property } = page;
  /** @type {[string, Money][]} */
  const sums = [
    [t("Total"), payments.total],
    [t("Deposit agreed"), payments.deposit],
    [t("Deposit due"), payments.deposit_due],
    [t("Paid, less refunds"), payments.paid],
    [t("Still to pay"), payments.balance],
  ];
  return html`<section class="panel" aria-labelledby="payments">
    <h2 id="payments">${t("Payments")}</h2>
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
                <th scope="col">${t("Payment")}</th>
                <th scope="col">${t("State")}</th>
                <th scope="col" class="end">${t("Amount")}</th>
              </tr>
            </thead>
            <tbody>
              ${payments.history.map(
                (one) =>
                  html`<tr key=${one.id}>
                    <th scope="row">
                      ${t(paymentKinds[one.kind])}
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
        : html`<p class="muted">${t("No payment was tried yet.")}</p>`
    }
  </section>`;
}
