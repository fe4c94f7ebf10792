/**
 * The card at the top: where the booking stands and the one thing to do next.
 */
import { html, useEffect, useId, useRef, useState } from "../shared/ui.js";
import { Badge, Button, FieldError, toast } from "../shared/components.js";
import { Icon } from "../shared/icons.js";
import { Problem } from "../shared/api.js";
import { date, dateRange, dayOf, moment, money, timeOfDay } from "../shared/format.js";
import { Failure, focusOn, Paragraphs } from "../shared/page.js";
import { againLink } from "./book-again.js";
import { nextThing, stations } from "./booking.js";
import { JumpLink, Unavailable } from "./parts.js";
import { Returned } from "./payment-return.js";
import { texts } from "./texts.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */
/** @typedef {import("./booking.js").Client} Client */

/** @type {Record<string, import("../shared/components.js").Tone>} */
const tones = {
  pending: "warn",
  confirmed: "good",
  cancelled: "bad",
  completed: "plain",
  no_show: "plain",
};

/**
 * @param {import("./booking.js").Section & {returned: import("./payment-return.js").PaymentReturn,
 *   secret: string | null}} props
 */
export function Next({ page, client, replace, refresh, returned, secret }) {
  const { booking } = page;
  const waiting = ["waiting", "slow", "stopped", "processing"].includes(returned.state);
  const next = waiting ? "payment" : nextThing(page);
  const steps = ["request", "cancelled", "no_show", "completed"].includes(next)
    ? []
    : stations(page);
  return html`<section class="next" aria-labelledby="next">
    <${Badge}
      tone=${tones[booking.status]}
      icon=${booking.status === "confirmed" ? "check" : undefined}
    >
      ${texts.awaits[booking.awaits ?? ""] ?? texts.status[booking.status]}
    <//>
    <${Returned} returned=${returned} page=${page} />
    ${next === "payment" && html`<${Waiting} returned=${returned} />`}
    ${next === "confirm" && html`<${Confirm} ...${{ page, client, replace, refresh }} />`}
    ${next === "hold" && html`<${Hold} page=${page} refresh=${refresh} />`}
    ${next === "request" && html`<${Request} page=${page} />`}
    ${next === "cancelled" && html`<${Cancelled} page=${page} secret=${secret} />`}
    ${!["payment", "confirm", "hold", "request", "cancelled"].includes(next) && html`<${Simple} page=${page} next=${next} />`}
    ${steps.length > 1 && html`<${Steps} steps=${steps} />`}
  </section>`;
}

/** @param {{children?: import("../shared/ui.js").Children}} props */
function Heading({ children }) {
  return html`<h2 id="next" tabindex="-1">${children}</h2>`;
}

/** @param {{returned: import("./payment-return.js").PaymentReturn}} props */
function Waiting({ returned: { state, again } }) {
  const { waiting, waitingText, slow, stopped, stoppedText, processing, processingText, check } =
    texts.payments;
  const title = { stopped, processing }[/** @type {string} */ (state)] ?? waiting;
  const text = { stopped: stoppedText, processing: processingText, slow }[
    /** @type {string} */ (state)
  ];
  return html`<${Heading}>${title}<//>
    <p role="status">${text ?? waitingText}</p>
    ${state === "stopped" && html`<p class="actions"><${Button} kind="quiet" onClick=${again}>${check}<//></p>`}`;
}

/** @param {{page: BookingPage, next: ReturnType<typeof nextThing>}} props */
function Simple({ page, next }) {
  const { booking, payments, property, check_in, actions } = page;
  const balance = money(payments.balance);
  if (next === "unconfirmed") {
    return html`<${Heading}>${texts.next.unconfirmed.title}<//>
      <${Unavailable} action=${actions.confirm} property=${property} contact />`;
  }
  if (next === "deposit") {
    const rest = payments.balance.amount - payments.deposit_due.amount;
    const { title, text, textAll, action } = texts.next.deposit;
    return html`<${Heading}>${title(money(payments.deposit_due))}<//>
      <p>${rest > 0 ? text(money({ ...payments.balance, amount: rest })) : textAll}</p>
      <p class="actions"><${JumpLink} to="payments" class="primary">${action}<//></p>`;
  }
  if (next === "checkIn") {
    const open = check_in.guests.filter((guest) => !guest.complete).length;
    return html`<${Heading}>${texts.next.checkIn.title}<//>
      <p>${texts.next.checkIn.text(open, check_in.guests.length)}</p>
      <p class="actions">
        <${JumpLink} to="check-in" class="primary">${texts.next.checkIn.action}<//>
      </p>`;
  }
  if (next === "balance") {
    return html`<${Heading}>${texts.next.balance.title(balance)}<//>
      <p>${texts.next.balance.text}</p>
      <p class="actions">
        <${JumpLink} to="payments" class="primary">${texts.next.balance.action}<//>
      </p>`;
  }
  if (next === "completed") {
    const due = payments.balance.amount > 0;
    return html`<${Heading}>${texts.next.completed.title}<//>
      <p>${due ? texts.next.completed.textDue(balance) : texts.next.completed.text}</p>`;
  }
  if (next === "no_show") {
    return html`<${Heading}>${texts.next.no_show.title}<//>
      <p>${texts.next.no_show.text}</p>`;
  }
  const here = dayOf(new Date().toISOString(), property.time_zone) >= booking.arrival;
  const seeYou = texts.next.done.text(
    date(booking.arrival, "full"),
    timeOfDay(property.check_in_from),
  );
  return html`<${Heading}>${texts.next.done.title}<//>
    <p>${here ? texts.next.done.arrived : seeYou}</p>`;
}

/**
 * The booking keeps its place until the deposit is there, for a while.
 * @param {{page: BookingPage, refresh: () => Promise<void>}} props
 */
function Hold({ page: { booking, payments, property }, refresh }) {
  const { title, text, left, over, action } = texts.next.hold;
  const until = booking.held_until;
  const seconds = useCountdown(until);
  useEffect(() => {
    // The place is given up by the server; ask until the page knows of it.
    if (seconds === 0) refresh();
    const timer = seconds === 0 ? setInterval(refresh, 15_000) : undefined;
    return () => clearInterval(timer);
  }, [seconds === 0, refresh]);
  const time = until && moment(until, property.time_zone, { date: !isToday(until, property) });
  return html`<${Heading}>${title(money(payments.deposit_due))}<//>
    <p>
      ${seconds === 0 ? over : time && text(time)}
      ${seconds !== null && seconds > 0 && html` <strong role="timer" class="amount">${left(clock(seconds))}</strong>`}
    </p>
    <p class="actions"><${JumpLink} to="payments" class="primary">${action}<//></p>`;
}

/**
 * The whole seconds until a moment, every second anew; null without one.
 * @param {string | null} until
 */
function useCountdown(until) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!until) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return until ? Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)) : null;
}

/** "59:07", or "26:03:00" when there are hours. @param {number} seconds */
function clock(seconds) {
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  if (seconds >= 3600) parts.unshift(Math.floor(seconds / 3600));
  return parts.map((part, index) => String(part).padStart(index ? 2 : 1, "0")).join(":");
}

/** @param {string} instant @param {import("../generated/api.js").PlaceView} property */
const isToday = (instant, { time_zone: zone }) =>
  dayOf(instant, zone) === dayOf(new Date().toISOString(), zone);

/** @param {{page: BookingPage}} props */
function Request({ page: { booking, property } }) {
  const { title, text, until } = texts.next.request;
  return html`<${Heading}>${title}<//>
    <p>${text} ${booking.held_until && until(moment(booking.held_until, property.time_zone))}</p>`;
}

/** @param {{page: BookingPage, secret: string | null}} props */
function Cancelled({ page, secret }) {
  const { booking, property, actions } = page;
  const expired = booking.cancellation?.type === "hold_expired";
  const declined = booking.cancellation?.type === "declined";
  const again = booking.bookable && actions.book_again.available;
  return html`${
    expired || declined
      ? html`<${Heading}>${texts.next[expired ? "expired" : "declined"].title}<//>
          <p>${texts.next[expired ? "expired" : "declined"].text}</p>`
      : html`<${Ended} booking=${booking} property=${property} />`
  }
  ${again && html`<p class="actions"><a role="button" class="primary" href=${againLink(booking.code, secret)}>${texts.again.action}</a></p>`}`;
}

/** @param {Pick<BookingPage, "booking" | "property">} props */
function Ended({ booking, property }) {
  const { title, byGuest, byStaff, refund, fee, nothingPaid, reason } = texts.next.cancelled;
  const cancellation = booking.cancellation;
  if (!cancellation) return html`<${Heading}>${title}<//>`;
  const when = moment(cancellation.at, property.time_zone);
  const money_back = cancellation.refund.amount > 0;
  const money_kept = cancellation.fee.amount > 0;
  return html`<${Heading}>${title}<//>
    <p>${cancellation.by === "guest" ? byGuest(when) : byStaff(when)}</p>
    <p>
      ${money_back && html`<strong>${refund(money(cancellation.refund))}</strong> `}
      ${money_kept && fee(money(cancellation.fee))} ${!money_back && !money_kept && nothingPaid}
    </p>
    ${cancellation.reason && html`<p class="muted prose" dir="auto">${reason(cancellation.reason)}</p>`}`;
}

/**
 * Confirming, with the terms if there are any: read, accept, confirm.
 * @param {import("./booking.js").Section} props
 */
function Confirm({ page, client, replace, refresh }) {
  const { booking, breakdown, payments, terms } = page;
  const [accepted, setAccepted] = useState("");
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const box = useRef(/** @type {HTMLInputElement | null} */ (null));
  const id = useId();

  const agreed = !terms || accepted === terms.version;
  const termsChanged = error instanceof Problem && error.slug === "terms-not-accepted";

  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    if (!agreed) {
      setAsked(true);
      box.current?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      const body = terms ? { accepted_terms: terms.version } : {};
      replace(await client.post(`/bookings/${booking.code}/confirmation`, body));
      toast(texts.confirm.done);
      focusOn("next");
    } catch (problem) {
      setError(problem);
      setAccepted("");
      await refresh();
    } finally {
      setBusy(false);
    }
  };

  const stay = [
    dateRange(booking.arrival, booking.departure),
    booking.nights && texts.masthead.nights(booking.nights),
    texts.masthead.guests(booking.guests.length),
  ];
  const deposit = payments.deposit.amount > 0 && texts.confirm.deposit(money(payments.deposit));
  return html`<${Heading}>${texts.next.confirm.title(clipped(booking.booker.first_name))}<//>
    <p>${texts.next.confirm.text}</p>
    <form class="confirm" novalidate onSubmit=${send}>
      ${
        terms &&
        html`<div
            class="terms-box"
            role="region"
            aria-label=${texts.confirm.termsTitle}
            tabindex="0"
          >
            <h3>${texts.confirm.termsTitle}</h3>
            <${Paragraphs} text=${terms.text} />
          </div>
          <div class="accept">
            <label>
              <input
                ref=${box}
                type="checkbox"
                checked=${agreed}
                required
                aria-invalid=${asked && !agreed ? "true" : undefined}
                aria-describedby=${asked && !agreed ? `${id}-error` : undefined}
                onChange=${(/** @type {import("../shared/ui.js").CheckEvent} */ event) =>
                  setAccepted(event.currentTarget.checked ? terms.version : "")}
              />
              <span>${texts.confirm.accept}</span>
            </label>
            <div class="field" aria-live="polite">
              ${asked && !agreed && html`<${FieldError} id=${`${id}-error`}>${texts.confirm.acceptFirst}<//>`}
            </div>
          </div>`
      }
      ${error && html`<${Failure} error=${error} text=${termsChanged ? texts.confirm.termsChanged : undefined} />`}
      <p id=${`${id}-what`} class="what">
        ${texts.confirm.what(stay.filter(Boolean).join(", "), money(breakdown.total))} ${deposit}
      </p>
      <${Button} type="submit" busy=${busy} aria-describedby=${`${id}-what`}
        >${texts.confirm.action}<//
      >
    </form>`;
}

/** A name that fits into a sentence. @param {string} name */
const clipped = (name) => ([...name].length > 40 ? "" : name);

/** @param {{steps: ReturnType<typeof stations>}} props */
function Steps({ steps }) {
  return html`<ol class="steps" aria-label=${texts.steps.label}>
    ${steps.map(
      ({ id, done, next }) =>
        html`<li
          key=${id}
          class=${done ? "is-done" : next ? "is-next" : ""}
          aria-current=${next ? "step" : undefined}
        >
          <span>${done && html`<${Icon} name="check" />`} ${texts.steps[id]}</span>
          <span class="hidden-visually">
            (${done ? texts.steps.done : next ? texts.steps.next : texts.steps.open})
          </span>
        </li>`,
    )}
  </ol>`;
}
