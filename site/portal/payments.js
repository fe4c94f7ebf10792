/**
 * Paying: what is due, the way to the checkout, what was paid, the invoice.
 */
import { html, useEffect, useRef, useState } from "../shared/ui.js";
import { Badge, Button, Notice, toast } from "../shared/components.js";
import { Problem, saveFile } from "../shared/api.js";
import { moment, money } from "../shared/format.js";
import { Failure, explain } from "../shared/page.js";
import { msg, placed, t } from "../shared/words.js";
import { Unavailable } from "./parts.js";
import { payment } from "./session.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */
/** @typedef {import("../generated/api.js").Movement} Payment */
/** @typedef {import("./booking.js").Client} Client */

/**
 * @param {{page: BookingPage, client: Client, refresh: () => Promise<void>,
 *   returned: import("./payment-return.js").PaymentReturn, atOnce: boolean}} props
 */
export function Payments({ page, client, refresh, returned, atOnce }) {
  const { payments, booking } = page;
  const cancelled = booking.status === "cancelled";
  const settled = !cancelled && payments.status === "paid" && payments.balance.amount === 0;
  const underWay = ["waiting", "slow", "processing"].includes(returned.state);
  const payable = page.actions.pay_deposit.available || page.actions.pay_balance.available;
  const nothing = payments.status === "nothing_due";
  return html`<section class="card" aria-labelledby="payments">
    <h2 id="payments" tabindex="-1">${settled ? t("Payment summary") : t("Payments")}</h2>
    ${nothing && html`<p>${t("There is nothing to pay.")}</p>`}
    ${!nothing && (cancelled ? html`<${Settlement} page=${page} />` : html`<${Sums} payments=${payments} />`)}
    ${settled && html`<${Notice} tone="good"><p>${t("Paid in full. Thank you!")}</p><//>`}
    ${payable && !underWay && html`<${Pay} ...${{ page, client, refresh, returned, atOnce }} />`}
    ${!payable && !settled && !nothing && !cancelled && html`<${Unavailable} action=${page.actions.pay_balance} property=${page.property} />`}
    ${underWay && html`<p class="muted">${t("A payment is under way.")}</p>`}
    <${History} page=${page} />
    <${Invoice} page=${page} client=${client} />
  </section>`;
}

/** @param {{payments: BookingPage["payments"]}} props */
function Sums({ payments }) {
  const { total, paid, balance, deposit, deposit_due } = payments;
  const covered = deposit_due.amount === 0;
  return html`<dl class="sums">
    <div>
      <dt>${t("Total")}</dt>
      <dd class="amount">${money(total)}</dd>
    </div>
    ${
      deposit.amount > 0 &&
      html`<div class="minor">
        <dt>
          ${t("Deposit")} ${covered && html`<${Badge} tone="good" icon="check">${t("Paid")}<//>`}
        </dt>
        <dd class="amount">${money(deposit)}</dd>
      </div>`
    }
    <div>
      <dt>${t("Paid")}</dt>
      <dd class="amount">${money(paid)}</dd>
    </div>
    <div class="strong">
      <dt>${t("Still to pay")}</dt>
      <dd class="amount">${money(balance)}</dd>
    </div>
  </dl>`;
}

/**
 * What became of the money of a cancelled booking.
 * @param {{page: BookingPage}} props
 */
function Settlement({ page: { booking, payments } }) {
  const none = { ...payments.paid, amount: 0 };
  const { refund, fee } = booking.cancellation ?? { refund: none, fee: payments.paid };
  return html`<dl class="sums">
    <div>
      <dt>${t("Paid")}</dt>
      <dd class="amount">${money({ ...refund, amount: refund.amount + fee.amount })}</dd>
    </div>
    <div>
      <dt>${t("Refunded")}</dt>
      <dd class="amount">${money(refund)}</dd>
    </div>
    <div class="strong">
      <dt>${t("Kept by the property")}</dt>
      <dd class="amount">${money(fee)}</dd>
    </div>
  </dl>`;
}

/**
 * The ways to pay. The checkout is the provider's own page.
 * @param {{page: BookingPage, client: Client, refresh: () => Promise<void>,
 *   returned: import("./payment-return.js").PaymentReturn, atOnce: boolean}} props
 */
function Pay({ page, client, refresh, returned, atOnce }) {
  const { payments, actions, booking } = page;
  const [leaving, setLeaving] = useState(/** @type {"deposit" | "balance" | null} */ (null));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const error_text = useRef("");

  useEffect(() => {
    // The back button brings the page back as it was left, with its button still at work.
    const restored = (/** @type {PageTransitionEvent} */ event) =>
      event.persisted && setLeaving(null);
    addEventListener("pageshow", restored);
    return () => removeEventListener("pageshow", restored);
  }, []);

  const pay = async (/** @type {"deposit" | "balance"} */ kind) => {
    if (leaving) return;
    setLeaving(kind);
    setError(null);
    returned.reset();
    try {
      const { checkout_url } = await client.post(`/bookings/${booking.code}/payments`, { kind });
      payment(booking.code).begin(payments.paid.amount);
      location.assign(checkout_url);
    } catch (problem) {
      const provider = problem instanceof Problem && problem.slug === "payment-provider";
      error_text.current = provider
        ? t(
            "The payment page could not be opened. Nothing was charged. Please try again in a moment.",
          )
        : explain(problem);
      setError(problem);
      setLeaving(null);
      await refresh();
    }
  };

  useEffect(() => {
    if (atOnce && actions.pay_deposit.available) pay("deposit");
  }, []);

  const both = actions.pay_deposit.available && payments.deposit_due.amount > 0;
  const balanceIsMore = payments.balance.amount > payments.deposit_due.amount;
  const begun = payments.paid.amount > 0;
  return html`<div class="pay">
    <h3>${t("Make a payment")}</h3>
    ${error && html`<${Failure} error=${error} text=${error_text.current} />`}
    ${
      both &&
      html`<${Option}
        label=${t("Deposit")}
        note=${payments.deposit_by ? t("due by {day:date}", { day: payments.deposit_by }) : t("due now")}
        amount=${money(payments.deposit_due)}
        action=${t("Pay deposit")}
        busy=${leaving === "deposit"}
        onClick=${() => pay("deposit")}
      />`
    }
    ${
      actions.pay_balance.available &&
      (!both || balanceIsMore) &&
      html`<${Option}
        label=${both && !begun ? t("Everything") : t("Balance")}
        amount=${money(payments.balance)}
        action=${t("Pay balance")}
        kind=${both ? "quiet" : ""}
        busy=${leaving === "balance"}
        onClick=${() => pay("balance")}
      />`
    }
    <p class="muted small">
      ${t("You pay on the secure page of our payment provider and come back here afterwards.")}
    </p>
  </div>`;
}

/**
 * @param {{label: string, note?: string, amount: string, action: string, kind?: string, busy: boolean,
 *   onClick: () => void}} props
 */
function Option({ label, note, amount, action, kind = "", busy, onClick }) {
  return html`<div class="option">
    <p>
      <span>${label}${note && html` <span class="muted small">${note}</span>`}</span>
      <strong class="amount">${amount}</strong>
    </p>
    <${Button} kind=${kind} icon="card" busy=${busy} onClick=${onClick}>${action}<//>
  </div>`;
}

/** @type {Record<Payment["kind"], string>} */
const kinds = { deposit: msg("Deposit"), balance: msg("Balance"), refund: msg("Refund") };

/** @type {Record<Payment["status"], string>} */
const states = {
  open: msg("payment|not finished"),
  succeeded: msg("payment|paid"),
  failed: msg("payment|declined"),
  expired: msg("payment|not finished"),
  pending: msg("payment|in progress"),
};

/** @type {Record<Payment["status"], string>} */
const refundStates = {
  open: msg("refund|in progress"),
  succeeded: msg("refund|refunded"),
  failed: msg("refund|failed"),
  expired: msg("refund|failed"),
  pending: msg("refund|in progress"),
};

/** @type {Record<Payment["status"], import("../shared/components.js").Tone>} */
const stateTones = {
  open: "plain",
  succeeded: "good",
  failed: "bad",
  expired: "plain",
  pending: "info",
};

/** @param {{page: BookingPage}} props */
function History({ page: { payments, property } }) {
  const entries = payments.history.filter(
    ({ status }) => status !== "open" && status !== "expired",
  );
  if (!entries.length) return null;
  entries.sort((one, other) => one.at.localeCompare(other.at));
  return html`<h3>${t("History")}</h3>
    <ul class="history">
      ${entries.map((entry) => {
        const refund = entry.kind === "refund";
        const state = t((refund ? refundStates : states)[entry.status]);
        return html`<li key=${entry.id}>
          <div>
            <span>${t(kinds[entry.kind])}</span>
            <time class="muted small" datetime=${entry.at}
              >${placed(moment(entry.at, property.time_zone), property.time_zone)}</time
            >
          </div>
          <div>
            <span class="amount">${refund ? "−" : ""}${money(entry.amount)}</span>
            <${Badge} tone=${stateTones[entry.status]}>${state}<//>
          </div>
        </li>`;
      })}
    </ul>`;
}

/** @param {{page: BookingPage, client: Client}} props */
function Invoice({ page, client }) {
  const { booking, actions, property } = page;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const download = async () => {
    setBusy(true);
    setError(null);
    try {
      const name = t("invoice-{code}.pdf", { code: booking.code });
      saveFile(await client.file(`/bookings/${booking.code}/invoice`, "application/pdf", name));
      toast(t("The invoice is in your downloads."));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return html`<div class="invoice">
    ${error && html`<${Failure} error=${error} />`}
    ${
      actions.download_invoice.available
        ? html`<${Button} kind="quiet" icon="download" busy=${busy} onClick=${download}>
            ${t("Download invoice")}
          <//>`
        : html`<${Button} kind="quiet" icon="download" disabled aria-describedby="no-invoice">
              ${t("Download invoice")}
            <//>
            <div id="no-invoice">
              <${Unavailable} action=${actions.download_invoice} property=${property} />
            </div>`
    }
  </div>`;
}
