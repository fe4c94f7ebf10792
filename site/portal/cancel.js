/**
 * Cancelling: first what it would mean now, from the policy as it stood at booking; then, asked
 * again, the cancellation itself with the refund that was shown.
 */
import { html, useCallback, useEffect, useState } from "../shared/ui.js";
import { Button, Dialog, Field, Notice, Skeleton, toast } from "../shared/components.js";
import { Problem } from "../shared/api.js";
import { moment, money, zonePlace } from "../shared/format.js";
import { Failure, focusOn } from "../shared/page.js";
import { t } from "../shared/words.js";
import { Unavailable } from "./parts.js";
import { Policy } from "./policy.js";

/** @typedef {import("../generated/api.js").QuoteView} CancellationQuote */

/** @param {import("./booking.js").Section} props */
export function Cancellation({ page, client, replace, refresh }) {
  const [asking, setAsking] = useState(false);
  const action = page.actions.cancel;
  const close = useCallback(() => setAsking(false), []);
  return html`<section class="card" aria-labelledby="cancellation">
      <h2 id="cancellation" tabindex="-1">${t("Cancellation")}</h2>
      ${action.available && html`<${Policy} page=${page} />`}
      ${
        action.available
          ? html`<p class="actions">
              <${Button} kind="danger" onClick=${() => setAsking(true)}>${t("Cancel booking")}<//>
            </p>`
          : html`<${Unavailable}
              action=${action}
              property=${page.property}
              contact=${page.booking.status === "confirmed" || page.booking.status === "pending"}
            />`
      }
    </section>
    <${Dialog} open=${asking} title=${t("Cancel this booking?")} onClose=${close}>
      <${Ask} ...${{ page, client, replace, refresh, close }} />
    <//>`;
}

/** @param {import("./booking.js").Section & {close: () => void}} props */
function Ask({ page, client, replace, refresh, close }) {
  const { code } = page.booking;
  const [quote, setQuote] = useState(
    /** @type {CancellationQuote | import("../generated/api.js").ActionView | null} */ (null),
  );
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [changed, setChanged] = useState(false);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);

  const ask = useCallback(async () => {
    setError(null);
    try {
      setQuote(await client.get(`/bookings/${code}/cancellation-quote`));
    } catch (problem) {
      setError(problem);
    }
  }, [client, code]);
  useEffect(() => {
    ask();
  }, [ask]);

  const cancel = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy || !quote || !("refund" in quote)) return;
    setBusy(true);
    setError(null);
    setChanged(false);
    try {
      const body = { reason: reason.trim() || undefined, expected_refund: quote.refund.amount };
      const cancelled = await client.post(`/bookings/${code}/cancellation`, body);
      close();
      replace(cancelled);
      toast(t("Your booking is cancelled."));
      focusOn("next");
    } catch (problem) {
      if (problem instanceof Problem && problem.slug === "quote-changed") {
        await ask();
        setChanged(true);
      } else {
        setError(problem);
        if (problem instanceof Problem && problem.status === 409) await refresh();
      }
    } finally {
      setBusy(false);
    }
  };

  if (!quote && !error)
    return html`<${Skeleton} lines=${4} label=${t("Working out what you get back…")} />`;
  if (!quote) {
    return html`<${Failure} error=${error} />
      <p class="actions"><${Button} kind="quiet" onClick=${ask}>${t("Try again")}<//></p>`;
  }
  if (!("refund" in quote)) {
    return html`<${Unavailable} action=${quote} property=${page.property} contact />
      <p class="actions"><${Button} kind="quiet" onClick=${close}>${t("Keep booking")}<//></p>`;
  }
  return html`<form onSubmit=${cancel}>
    ${changed && html`<${Notice} tone="warn" live><p>${t("What you get back has changed since you opened this. Please look again before you cancel.")}</p><//>`}
    <${Quote} quote=${quote} />
    <${Field} label=${t("Reason")} help=${t("Optional. It helps the property to understand.")}>
      ${(/** @type {Record<string, unknown>} */ attributes) =>
        html`<textarea
          ...${attributes}
          rows="2"
          maxlength="2000"
          dir="auto"
          value=${reason}
          onInput=${(/** @type {import("../shared/ui.js").FieldEvent} */ event) => setReason(event.currentTarget.value)}
        ></textarea>`}
    <//>
    <p id="cancel-final">${t("This can't be undone: your place may be given to somebody else.")}</p>
    ${error && html`<${Failure} error=${error} />`}
    <div class="actions">
      <${Button} type="submit" kind="danger solid" busy=${busy} aria-describedby="cancel-final">
        ${t("Yes, cancel my booking")}
      <//>
      <${Button} kind="quiet" onClick=${close}>${t("Keep booking")}<//>
    </div>
  </form>`;
}

/** @param {{quote: Extract<CancellationQuote, {available: true}>}} props */
function Quote({ quote }) {
  const { refund, fee, paid, free_until, time_zone: zone } = quote;
  const later = quote.tiers.filter(
    (tier, index) => index > 0 || tier.refund.amount !== refund.amount,
  );
  const free = free_until && t("Free until {when:moment}.", { when: { at: free_until, zone } });
  return html`<div class="quote" role="status">
      ${
        paid.amount === 0
          ? html`<p>${t("You have not paid anything, so cancelling costs you nothing.")}</p>`
          : html`<dl>
              <div>
                <dt>${t("You get back")}</dt>
                <dd class="amount">${money(refund)}</dd>
              </div>
              <div>
                <dt>${t("Kept by the property")}</dt>
                <dd class="amount">${money(fee)}</dd>
              </div>
            </dl>`
      }
      ${free && html`<p>${free}</p>`}
    </div>
    ${
      paid.amount > 0 &&
      later.length > 0 &&
      html`<div class="tiers">
        <h3>${t("If you decide later ({place} time)", { place: zonePlace(zone) })}</h3>
        <ul>
          ${later.map(
            (tier) =>
              html`<li key=${tier.until}>
                <span>${t("until {when}", { when: moment(tier.until, zone) })}</span>
                <span class="amount">${t("{amount:money} back", { amount: tier.refund })}</span>
              </li>`,
          )}
        </ul>
      </div>`
    }`;
}
