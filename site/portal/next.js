/**
 * The card at the top: where the booking stands and the one thing to do next.
 */
import { html, useEffect, useId, useRef, useState } from "../shared/ui.js";
import { Badge, Button, FieldError, toast } from "../shared/components.js";
import { Icon } from "../shared/icons.js";
import { Problem } from "../shared/api.js";
import { date, dateRange, dayOf, moment, timeOfDay } from "../shared/format.js";
import { Failure, focusOn, Paragraphs } from "../shared/page.js";
import { msg, placed, plural, t } from "../shared/words.js";
import { againLink } from "./book-again.js";
import { nextThing, stations } from "./booking.js";
import { JumpLink, Unavailable } from "./parts.js";
import { Returned } from "./payment-return.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */
/** @typedef {import("./booking.js").Client} Client */

/** @type {Record<import("../generated/api.js").BookingStatus, string>} */
const statuses = {
  pending: msg("Waiting for you"),
  confirmed: msg("booking|Confirmed"),
  cancelled: msg("booking|Cancelled"),
  completed: msg("booking|Completed"),
  no_show: msg("No-show"),
};

/** @type {Record<import("../generated/api.js").Awaits, string>} */
const awaited = {
  guest: msg("Waiting for you"),
  payment: msg("Held for you"),
  staff: msg("Requested"),
};

/** @type {Record<import("../generated/api.js").BookingStatus, import("../shared/components.js").Tone>} */
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
      ${t(booking.awaits ? awaited[booking.awaits] : statuses[booking.status])}
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

/** What is said while a payment is not there yet. @type {Record<string, {title: string, text: string}>} */
const waits = {
  waiting: {
    title: msg("Your payment is being confirmed…"),
    text: msg("This usually takes a few seconds. You need not reload the page."),
  },
  stopped: {
    title: msg("Your payment is not confirmed yet"),
    text: msg(
      "The bank has not told us of it so far. Please look again later; you don't have to pay again.",
    ),
  },
  processing: {
    title: msg("Your payment is on its way"),
    text: msg(
      "Your bank is still working on it, which can take a few days. You don't have to pay again.",
    ),
  },
};

/** @param {{returned: import("./payment-return.js").PaymentReturn}} props */
function Waiting({ returned: { state, again } }) {
  const { title, text } = waits[state === "slow" ? "waiting" : state] ?? waits.waiting;
  const slow = msg(
    "This takes longer than usual. You can close the page: the payment is recorded as soon as the bank confirms it, and you don't have to pay again.",
  );
  return html`<${Heading}>${t(title)}<//>
    <p role="status">${t(state === "slow" ? slow : text)}</p>
    ${
      state === "stopped" &&
      html`<p class="actions">
        <${Button} kind="quiet" onClick=${again}>${t("Check again")}<//>
      </p>`
    }`;
}

/** @param {{page: BookingPage, next: ReturnType<typeof nextThing>}} props */
function Simple({ page, next }) {
  const { booking, payments, property, check_in, actions } = page;
  if (next === "unconfirmed") {
    return html`<${Heading}>${t("This booking is not confirmed")}<//>
      <${Unavailable} action=${actions.confirm} property=${property} contact />`;
  }
  if (next === "deposit") {
    const rest = payments.balance.amount - payments.deposit_due.amount;
    const secures =
      rest > 0
        ? t("It secures your stay. The other {rest:money} can wait.", {
            rest: { ...payments.balance, amount: rest },
          })
        : t("It secures your stay and covers the whole price.");
    return html`<${Heading}>
        ${t("Pay the deposit of {amount:money}", { amount: payments.deposit_due })}
      <//>
      <p>${secures}</p>
      <p class="actions">
        <${JumpLink} to="payments" class="primary">${t("Make a payment")}<//>
      </p>`;
  }
  if (next === "checkIn") {
    const open = check_in.guests.filter((guest) => !guest.complete).length;
    return html`<${Heading}>${t("Check in before you arrive")}<//>
      <p>${t("A few questions for each guest, so that everything is ready when you arrive.")}</p>
      ${
        check_in.guests.length > 1 &&
        html`<p>${plural("{n} guest is still missing.", "{n} guests are still missing.", open)}</p>`
      }
      <p class="actions">
        <${JumpLink} to="check-in" class="primary">${t("Go to check-in")}<//>
      </p>`;
  }
  if (next === "balance") {
    return html`<${Heading}>${t("{amount:money} left to pay", { amount: payments.balance })}<//>
      <p>${t("Pay it now and there is nothing left to do before you arrive.")}</p>
      <p class="actions">
        <${JumpLink} to="payments" class="primary">${t("Make a payment")}<//>
      </p>`;
  }
  if (next === "completed") {
    const due = payments.balance.amount > 0;
    return html`<${Heading}>${t("Thank you for your stay")}<//>
      <p>
        ${due ? t("{amount:money} is still open. Please contact the property about it.", { amount: payments.balance }) : t("Your itinerary and your invoice stay here for you.")}
      </p>`;
  }
  if (next === "no_show") {
    return html`<${Heading}>${t("You were expected")}<//>
      <p>
        ${t("This booking was closed because nobody arrived. If that is wrong, please contact the property.")}
      </p>`;
  }
  const here = dayOf(new Date().toISOString(), property.time_zone) >= booking.arrival;
  const seeYou = t("See you on {day}, from {time}.", {
    day: date(booking.arrival, "full"),
    time: placed(timeOfDay(property.check_in_from), property.time_zone),
  });
  return html`<${Heading}>${t("You are all set")}<//>
    <p>${here ? t("Have a good stay.") : seeYou}</p>`;
}

/**
 * The booking keeps its place until the deposit is there, for a while.
 * @param {{page: BookingPage, refresh: () => Promise<void>}} props
 */
function Hold({ page: { booking, payments, property }, refresh }) {
  const until = booking.held_until;
  const seconds = useCountdown(until);
  useEffect(() => {
    // The place is given up by the server; ask until the page knows of it.
    if (seconds === 0) refresh();
    const timer = seconds === 0 ? setInterval(refresh, 15_000) : undefined;
    return () => clearInterval(timer);
  }, [seconds === 0, refresh]);
  const zone = property.time_zone;
  const time = until && placed(moment(until, zone, { date: !isToday(until, property) }), zone);
  const held =
    time && t("Your booking is held until {time}; pay the deposit to confirm it.", { time });
  const over = t("The time to pay is over. We are looking whether your place is still free…");
  return html`<${Heading}>
      ${t("Pay the deposit of {amount:money}", { amount: payments.deposit_due })}
    <//>
    <p>
      ${seconds === 0 ? over : held}
      ${
        seconds !== null &&
        seconds > 0 &&
        html` <strong role="timer" class="amount"
          >${t("{time} left", { time: clock(seconds) })}</strong
        >`
      }
    </p>
    <p class="actions">
      <${JumpLink} to="payments" class="primary">${t("Make a payment")}<//>
    </p>`;
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
  const until = booking.held_until && { at: booking.held_until, zone: property.time_zone };
  return html`<${Heading}>${t("Your request is with us")}<//>
    <p>
      ${t("We look at it and answer by email. There is nothing to do or to pay until then.")}${" "}
      ${until && t("You hear from us by {when:moment}.", { when: until })}
    </p>`;
}

/** @param {{page: BookingPage, secret: string | null}} props */
function Cancelled({ page, secret }) {
  const { booking, property, actions } = page;
  const expired = booking.cancellation?.type === "hold_expired";
  const declined = booking.cancellation?.type === "declined";
  const again = booking.bookable && actions.book_again.available;
  return html`${
    expired &&
    html`<${Heading}>${t("The time to pay is over")}<//>
      <p>
        ${t("Your booking was held for you, but the deposit did not arrive in time. Nothing was charged, and the place is free again for everybody, for you too.")}
      </p>`
  }
  ${
    declined &&
    html`<${Heading}>${t("We could not accept your request")}<//>
      <p>${t("We are sorry. Nothing was charged. Perhaps another time is free.")}</p>`
  }
  ${!expired && !declined && html`<${Ended} booking=${booking} property=${property} />`}
  ${again && html`<p class="actions"><a role="button" class="primary" href=${againLink(booking.code, secret)}>${t("Book again")}</a></p>`}`;
}

/** @type {Record<import("../generated/api.js").CancelledBy, string>} */
const endings = {
  guest: msg("You cancelled it on {when:moment}."),
  staff: msg("The property cancelled it on {when:moment}."),
  system: msg("It ended on {when:moment}, because it was not answered in time."),
};

/** @param {Pick<BookingPage, "booking" | "property">} props */
function Ended({ booking, property }) {
  const { cancellation } = booking;
  const title = t("This booking is cancelled");
  if (!cancellation) return html`<${Heading}>${title}<//>`;
  const { at, by, refund, fee, reason } = cancellation;
  const when = { at, zone: property.time_zone };
  return html`<${Heading}>${title}<//>
    <p>${t(endings[by], { when })}</p>
    ${refund.amount > 0 && html`<p><strong>${t("{amount:money} goes back to you.", { amount: refund })}</strong></p>`}
    ${fee.amount > 0 && html`<p>${t("{amount:money} is kept under the cancellation policy.", { amount: fee })}</p>`}
    ${!refund.amount && !fee.amount && html`<p>${t("Nothing was paid, so there is nothing to give back.")}</p>`}
    ${reason && html`<p class="muted prose" dir="auto">${t("Reason: {reason}", { reason })}</p>`}`;
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
      toast(t("Your booking is confirmed."));
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
    ...(booking.nights ? [plural("{n} night", "{n} nights", booking.nights)] : []),
    plural("{n} guest", "{n} guests", booking.guests.length),
  ];
  const what = t("You confirm {stay}, for {total:money}.", {
    stay: stay.join(", "),
    total: breakdown.total,
  });
  const deposit =
    payments.deposit.amount > 0 &&
    t("A deposit of {amount:money} is due after that.", { amount: payments.deposit });
  const name = clipped(booking.booker.first_name);
  const title = name
    ? t("{name}, please confirm your booking", { name })
    : t("Please confirm your booking");
  return html`<${Heading}>${title}<//>
    <p>${t("Look through the dates and the price below. Nothing is charged when you confirm.")}</p>
    <form class="confirm" novalidate onSubmit=${send}>
      ${
        terms &&
        html`<div class="terms-box" role="region" aria-label=${t("Booking terms")} tabindex="0">
            <h3>${t("Booking terms")}</h3>
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
              <span>${t("I accept the booking terms")}</span>
            </label>
            <div class="field" aria-live="polite">
              ${asked && !agreed && html`<${FieldError} id=${`${id}-error`}>${t("Please read and accept the booking terms first.")}<//>`}
            </div>
          </div>`
      }
      ${error && html`<${Failure} error=${error} text=${termsChanged ? t("The terms have changed since you opened this page. Please read them again.") : undefined} />`}
      <p id=${`${id}-what`} class="what">${what} ${deposit}</p>
      <${Button} type="submit" busy=${busy} aria-describedby=${`${id}-what`}
        >${t("Confirm booking")}<//
      >
    </form>`;
}

/** A name that fits into a sentence. @param {string} name */
const clipped = (name) => ([...name].length > 40 ? "" : name);

/** @type {Record<ReturnType<typeof stations>[number]["id"], string>} */
const stationNames = {
  confirm: msg("step|Confirm"),
  deposit: msg("step|Deposit"),
  checkIn: msg("step|Check-in"),
  balance: msg("step|Balance"),
};

/** @param {{steps: ReturnType<typeof stations>}} props */
function Steps({ steps }) {
  return html`<ol class="steps" aria-label=${t("Progress of your booking")}>
    ${steps.map(
      ({ id, done, next }) =>
        html`<li
          key=${id}
          class=${done ? "is-done" : next ? "is-next" : ""}
          aria-current=${next ? "step" : undefined}
        >
          <span>${done && html`<${Icon} name="check" />`} ${t(stationNames[id])}</span>
          <span class="hidden-visually">
            (${done ? t("done") : next ? t("next") : t("to do")})
          </span>
        </li>`,
    )}
  </ol>`;
}
