/**
 * Cancelling a booking: what comes back is shown before the click, by the policy as it stood when
 * the booking was made, and asked for again if it has changed meanwhile.
 */
import { html, useEffect, useState } from "../../shared/ui.js";
import { Problem } from "../../shared/api.js";
import { money } from "../../shared/format.js";
import { Button, Dialog, Field, FieldError, Notice, Skeleton } from "../../shared/components.js";
import { rich, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { explain, Failure, whyNot } from "../ui/failure.js";
import { cancellationTypes } from "../ui/words.js";
import { nameTag, strongTag } from "../ui/show.js";

/** @import {ActionView, CancellationType, DeskPage, QuoteView, RefundChoice} from "../../generated/api.js" */

/** Answers that say: look again before you decide. */
const stale = new Set(["conflict", "quote-changed"]);

/**
 * @param {{open: boolean, page: DeskPage, onClose: () => void, onCancelled: () => void,
 *   onStale: () => void}} props
 */
export function CancelDialog({ open, page, onClose, onCancelled, onStale }) {
  const title = t("Cancel booking {code}", { code: page.booking.code });
  return html`<${Dialog} open=${open} title=${title} onClose=${onClose}>
    <${CancelForm} page=${page} onClose=${onClose} onCancelled=${onCancelled} onStale=${onStale} />
  <//>`;
}

/** @param {{page: DeskPage, onClose: () => void, onCancelled: () => void, onStale: () => void}} props */
function CancelForm({ page, onClose, onCancelled, onStale }) {
  const { api } = useDesk();
  const { code } = page.booking;
  const [quote, setQuote] = useState(/** @type {QuoteView | ActionView | null} */ (null));
  const [unquoted, setUnquoted] = useState(/** @type {unknown} */ (null));
  const [type, setType] = useState(/** @type {CancellationType | ""} */ (""));
  const [reason, setReason] = useState("");
  const [refund, setRefund] = useState(/** @type {RefundChoice} */ ("policy"));
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  const [failed, setFailed] = useState(/** @type {string | null} */ (null));
  const [busy, setBusy] = useState(false);

  const ask = async () => {
    setUnquoted(null);
    setQuote(null);
    try {
      setQuote(await api.cancellationQuote(code));
    } catch (error) {
      setUnquoted(error);
    }
  };
  useEffect(() => void ask(), [code]);

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy || !quote || !("refund" in quote)) return;
    setFailed(null);
    if (!type) {
      setErrors({ type: t("Choose why the booking is cancelled.") });
      document.getElementById("cancel-type")?.focus();
      return;
    }
    setErrors({});
    setBusy(true);
    try {
      const chosen = choicesOf(quote).find(({ value }) => value === refund);
      await api.cancel(code, {
        type,
        reason: reason.trim(),
        refund,
        expected_refund: chosen?.amount,
      });
      onCancelled();
    } catch (error) {
      setBusy(false);
      if (error instanceof Problem && error.errors.length) setErrors(error.byField());
      if (error instanceof Problem && stale.has(error.slug)) {
        setFailed(t("The booking has changed meanwhile. Please look at the amounts again."));
        onStale();
        await ask();
      } else {
        setFailed(explain(error));
      }
    }
  };
  if (unquoted) {
    const title = t("The amounts could not be worked out");
    return html`<${Failure} error=${unquoted} title=${title} onRetry=${ask} />`;
  }
  if (!quote) return html`<${Skeleton} lines=${5} label=${t("Working out the amounts")} />`;
  if (!("refund" in quote)) {
    return html`<${Notice} tone="warn" live>${whyNot(quote, page.property.time_zone)}<//>
      <div class="actions"><${Button} kind="quiet" onClick=${onClose}>${t("Back")}<//></div>`;
  }
  const choices = choicesOf(quote);
  const chosen = choices.find(({ value }) => value === refund) ?? choices[0];
  return html`<form class="cancel" novalidate onSubmit=${submit}>
    ${failed && html`<${Notice} tone="bad" live>${failed}<//>`}
    <${Field} label=${t("Cancellation type")} id="cancel-type" required error=${errors.type}>
      ${(/** @type {Record<string, unknown>} */ attributes) =>
        html`<select
          ...${attributes}
          value=${type}
          onChange=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => setType(/** @type {CancellationType | ""} */ (event.currentTarget.value))}
        >
          <option value="">${t("Choose")}</option>
          ${Object.entries(cancellationTypes).map(
            ([value, text]) => html`<option key=${value} value=${value}>${t(text)}</option>`,
          )}
        </select>`}
    <//>
    <${Field}
      label=${t("Reason")}
      help=${t("Kept with the booking. The traveller may read it.")}
      error=${errors.reason}
    >
      ${(/** @type {Record<string, unknown>} */ attributes) =>
        html`<textarea
          ...${attributes}
          dir="auto"
          rows="2"
          maxlength="1000"
          value=${reason}
          onInput=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => setReason(event.currentTarget.value)}
        ></textarea>`}
    <//>
    <fieldset class="refund">
      <legend>${t("Refund")}</legend>
      ${choices.map(
        ({ value, label, back, kept }) =>
          html`<label key=${value}>
            <input
              type="radio"
              name="refund"
              value=${value}
              checked=${refund === value}
              onChange=${() => setRefund(value)}
            />
            <span>
              ${label}
              <span class="muted small">${t("{back} back, {kept} kept", { back, kept })}</span>
            </span>
          </label>`,
      )}
      ${errors.refund && html`<${FieldError} id="refund-error">${errors.refund}<//>`}
    </fieldset>
    <p class="muted small">
      ${rich("Policy: <bdi>{policy}</bdi>.", { policy: quote.policy }, { bdi: nameTag })}${
        quote.free_until &&
        ` ${t("Free of charge until {until:moment}.", {
          until: { at: quote.free_until, zone: quote.time_zone },
        })}`
      }
    </p>
    <p class="summary">
      ${rich(
        "The traveller gets <strong>{back}</strong> back. This can't be undone.",
        { back: chosen.back },
        { strong: strongTag },
      )}
    </p>
    <div class="actions">
      <${Button} type="submit" kind="danger solid" busy=${busy}>${t("Cancel this booking")}<//>
      <${Button} kind="quiet" onClick=${onClose}>${t("Keep it")}<//>
    </div>
  </form>`;
}

/**
 * The ways to give money back, each with its amounts. Where nothing was paid there is one.
 * @param {QuoteView} quote
 */
function choicesOf(quote) {
  const { paid, refund, fee } = quote;
  const nothing = money({ ...paid, amount: 0 });
  /** @type {{value: RefundChoice, label: string, amount: number, kept: string}[]} */
  const ways = [
    { value: "policy", label: t("By the policy"), amount: refund.amount, kept: money(fee) },
    { value: "full", label: t("All of it"), amount: paid.amount, kept: nothing },
    { value: "none", label: t("Nothing"), amount: 0, kept: money(paid) },
  ];
  const all = ways.map((way) => ({ ...way, back: money({ ...paid, amount: way.amount }) }));
  return paid.amount > 0 ? all : all.slice(0, 1);
}
