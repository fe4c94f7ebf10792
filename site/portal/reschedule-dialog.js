/**
 * Choosing another time, what it would cost, and then moving the booking.
 */
import { html, useCallback, useEffect, useId, useState } from "../shared/ui.js";
import { Button, Notice, Skeleton, toast } from "../shared/components.js";
import { Problem } from "../shared/api.js";
import { Calendar, hasRoom, useMonths } from "../shared/calendar.js";
import { addDays, addMonths, monthOf } from "../shared/days.js";
import { date, dateRange, dayOf, moment, money, timeOfDay } from "../shared/format.js";
import { Failure, focusOn } from "../shared/page.js";
import { placed, t } from "../shared/words.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */
/** @typedef {import("../generated/api.js").MoveView} RescheduleQuote */
/** @typedef {import("../generated/api.js").AgainView} Again */
/** @typedef {import("../book/draft.js").Wish} Wish */
/** @typedef {import("./booking.js").Client} Client */

/** @typedef {{arrival: string, departure?: string} | {at: string}} Time another time, as the API takes it */

const monthsAhead = 24;

/** @param {import("./booking.js").Section & {close: () => void}} props */
export function Ask({ page, client, replace, refresh, close }) {
  const { code } = page.booking;
  const [again, setAgain] = useState(/** @type {Again | null} */ (null));
  const [time, setTime] = useState(/** @type {Time | null} */ (null));
  const [quote, setQuote] = useState(/** @type {RescheduleQuote | null} */ (null));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [changed, setChanged] = useState(false);
  const [busy, setBusy] = useState(false);

  const load = useCallback(async () => {
    setError(null);
    try {
      setAgain(await client.get(`/bookings/${code}/selection`));
    } catch (problem) {
      setError(problem);
    }
  }, [client, code]);
  useEffect(() => {
    load();
  }, [load]);

  const ask = async (/** @type {Time} */ wanted) => {
    setTime(wanted);
    setQuote(null);
    setError(null);
    setChanged(false);
    try {
      setQuote(await client.post(`/bookings/${code}/reschedule-quote`, wanted));
    } catch (problem) {
      setError(problem);
    }
  };
  const move = async () => {
    if (busy || !quote || !time) return;
    setBusy(true);
    setError(null);
    try {
      const body = { ...time, expected_total: quote.total.amount };
      const moved = await client.post(`/bookings/${code}/reschedule`, body);
      close();
      replace(moved);
      toast(t("Your booking is moved."));
      focusOn("next");
    } catch (problem) {
      if (problem instanceof Problem && problem.slug === "quote-changed") {
        await ask(time);
        setChanged(true);
      } else {
        setError(problem);
        if (problem instanceof Problem && problem.status === 409) {
          setQuote(null);
          await refresh();
        }
      }
    } finally {
      setBusy(false);
    }
  };

  const wish = again && moved(again, page.booking.nights);
  if (!again && !error) return html`<${Skeleton} lines=${5} label=${t("Loading your booking…")} />`;
  if (!again || !wish) {
    return html`<${Failure} error=${error} />
      <p class="actions"><${Button} kind="quiet" onClick=${load}>${t("Try again")}<//></p>`;
  }
  const picker = { page, client, again, wish, ask };
  return html`<div class="reschedule">
    ${wish.kind === "appointment" || wish.kind === "session" ? html`<${Times} ...${picker} />` : html`<${Dates} ...${picker} />`}
    ${time && !quote && !error && html`<${Skeleton} lines=${2} label=${t("Working out the price…")} />`}
    ${error && html`<${Failure} error=${error} />`}
    ${changed && html`<${Notice} tone="warn" live><p>${t("The price has changed since you looked. Please look again before you move it.")}</p><//>`}
    ${quote && html`<${Quote} quote=${quote} time=${time} zone=${page.property.time_zone} />`}
    <div class="actions">
      <${Button} busy=${busy} disabled=${!quote} onClick=${move}>${t("Move my booking")}<//>
      <${Button} kind="quiet" onClick=${close}>${t("Leave it as it is")}<//>
    </div>
  </div>`;
}

/**
 * What the booking moves by: its nights if it has any, otherwise its first appointment or session.
 * @param {Again} again
 * @param {number} nights
 * @returns {Wish | undefined}
 */
function moved({ choices }, nights) {
  const wishes = /** @type {Wish[]} */ (choices.filter(({ kind }) => kind !== "extra"));
  const byNight = (/** @type {Wish} */ { kind }) => kind === "stay" || kind === "package";
  return wishes.find((wish) => byNight(wish) === nights > 0) ?? wishes[0];
}

/** @typedef {{page: BookingPage, client: Client, again: Again, wish: Wish, ask: (time: Time) => void}} Picker */

/**
 * The calendar of what was booked.
 * @param {Client} client
 * @param {Again} again
 * @param {Wish} wish
 * @param {string} zone
 * @param {string} start
 */
function useDays(client, { property, adults, children }, wish, zone, start) {
  const today = dayOf(new Date().toISOString(), zone);
  const [month, setMonth] = useState(monthOf(start < today ? today : start));
  const product = wish.kind === "package" ? undefined : wish.product;
  const { months, busy, error, retry } = useMonths(
    client,
    { property, adults, children, product },
    month,
  );
  const all = months.flatMap((one) =>
    wish.kind === "package"
      ? (one.packages.find((found) => found.package === wish.package)?.days ?? [])
      : (one.products.find((found) => found.product === product)?.days ?? []),
  );
  const days = new Map(all.map((day) => [day.date, day]));
  const first = monthOf(today);
  const last = addMonths(first, monthsAhead);
  const calendar = { month, today, days, busy, first, last, onMonth: setMonth };
  return { calendar, days, error, retry };
}

/**
 * Another arrival; the stay is as long as it was, or so many nights.
 * @param {Picker} props
 */
function Dates({ page, client, again, wish, ask }) {
  const { booking, property } = page;
  const { calendar, days, error, retry } = useDays(
    client,
    again,
    wish,
    property.time_zone,
    booking.arrival,
  );
  const [arrival, setArrival] = useState(/** @type {string | null} */ (null));
  const [nights, setNights] = useState(wish.kind === "stay" ? wish.nights : booking.nights);
  const id = useId();
  const pick = (/** @type {string} */ day, count = nights) => {
    setArrival(day);
    setNights(count);
    ask(wish.kind === "stay" ? { arrival: day, departure: addDays(day, count) } : { arrival: day });
  };
  // The booking's own nights count as taken; the API knows better than the calendar.
  const own = (/** @type {string} */ day) => booking.arrival <= day && day < booking.departure;
  return html`<p>
      ${t("Booked now: {when:dates}.", { when: { from: booking.arrival, to: booking.departure } })}
    </p>
    ${
      wish.kind === "stay" &&
      html`<p class="nights">
        <label for=${id}>${t("Nights")}</label>
        <input
          id=${id}
          type="number"
          min="1"
          max="90"
          value=${String(nights)}
          onChange=${(/** @type {import("../shared/ui.js").CheckEvent} */ event) => {
            const count = Math.min(
              90,
              Math.max(1, Math.round(event.currentTarget.valueAsNumber || 1)),
            );
            setNights(count);
            if (arrival) pick(arrival, count);
          }}
        />
      </p>`
    }
    <${Calendar}
      ...${calendar}
      label=${t("New day of arrival")}
      chosen=${{ from: arrival, to: arrival && nights ? addDays(arrival, nights) : undefined }}
      canPick=${(/** @type {string} */ day) =>
        day >= calendar.today &&
        (own(day) || (hasRoom(days.get(day)) && days.get(day)?.arrive !== false))}
      onPick=${(/** @type {string} */ day) => pick(day)}
    />
    ${error && html`<${Retry} error=${error} retry=${retry} />`}`;
}

/**
 * Another day and time of an appointment or a session.
 * @param {Picker} props
 */
function Times({ page, client, again, wish, ask }) {
  const { booking, property } = page;
  const { calendar, days, error, retry } = useDays(
    client,
    again,
    wish,
    property.time_zone,
    booking.arrival,
  );
  const [day, setDay] = useState(/** @type {string | null} */ (null));
  const [slots, setSlots] = useState(/** @type {{at: string, local: string}[] | null} */ (null));
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const [at, setAt] = useState("");
  const id = useId();
  const pick = async (/** @type {string} */ picked) => {
    setDay(picked);
    setAt("");
    setFailure(null);
    setSlots(null);
    const seats = again.adults + again.children.length;
    if (wish.kind === "session") {
      const sessions = days.get(picked)?.sessions ?? [];
      return setSlots(sessions.filter(({ left }) => left >= (wish.guests?.length || seats)));
    }
    try {
      const query = {
        property: again.property,
        product: wish.kind === "appointment" ? wish.product : "",
        date: picked,
        person: wish.kind === "appointment" ? wish.person : null,
      };
      const found = await client.get("/availability/slots", { query });
      setSlots(found.slots);
    } catch (problem) {
      setFailure(problem);
    }
  };
  return html`<p>${t("Booked now: {when}.", { when: nowAt(page) })}</p>
    <${Calendar}
      ...${calendar}
      label=${t("New day")}
      chosen=${{ from: day }}
      canPick=${(/** @type {string} */ one) => hasRoom(days.get(one))}
      onPick=${pick}
    />
    ${(error || failure) && html`<${Retry} error=${error ?? failure} retry=${error || !day ? retry : () => pick(day)} />`}
    ${
      day &&
      html`<div class="times" role="group" aria-labelledby=${id}>
        <h3 id=${id}>${placed(date(day, "full"), page.property.time_zone)}</h3>
        ${!slots && !failure && html`<${Skeleton} lines=${1} label=${t("Looking for free times…")} />`}
        ${slots && !slots.length && html`<p role="status">${t("There is no free time on this day. Please choose another.")}</p>`}
        <div class="actions">
          ${slots?.map(
            (slot) =>
              html`<button
                key=${slot.at}
                type="button"
                class=${slot.at === at ? "" : "quiet"}
                aria-pressed=${slot.at === at ? "true" : "false"}
                onClick=${() => {
                  setAt(slot.at);
                  ask({ at: slot.at });
                }}
              >
                ${timeOfDay(slot.local.slice(11, 16))}
              </button>`,
          )}
        </div>
      </div>`
    }`;
}

/** When it takes place now. @param {BookingPage} page */
function nowAt({ itinerary, booking, property }) {
  const at = itinerary.flatMap(({ activities }) => activities).find((one) => one.at)?.at;
  return at ? placed(moment(at, property.time_zone), property.time_zone) : date(booking.arrival);
}

/** @param {{error: unknown, retry: () => void}} props */
function Retry({ error, retry }) {
  return html`<${Failure} error=${error} />
    <p class="actions"><${Button} kind="quiet" onClick=${retry}>${t("Try again")}<//></p>`;
}

/**
 * What moving there would mean.
 * @param {{quote: RescheduleQuote, time: Time | null, zone: string}} props
 */
function Quote({ quote, time, zone }) {
  const { total, total_before, difference, to_pay, refund } = quote;
  const when =
    time && "at" in time
      ? placed(moment(time.at, zone), zone)
      : dateRange(quote.arrival, quote.departure);
  const amount = { ...difference, amount: Math.abs(difference.amount) };
  const label =
    difference.amount > 0
      ? t("This costs {amount:money} more.", { amount })
      : difference.amount < 0
        ? t("This costs {amount:money} less.", { amount })
        : t("The price stays the same.");
  return html`<div class="quote" role="status">
    <p><strong>${t("New: {when}", { when })}</strong></p>
    <p>${label}</p>
    <dl>
      <div>
        <dt>${t("Total")}</dt>
        <dd class="amount">
          ${difference.amount !== 0 && html`<s class="muted">${money(total_before)}</s> `}${money(total)}
        </dd>
      </div>
      ${
        refund.amount > 0 &&
        html`<div>
          <dt>${t("Comes back to you")}</dt>
          <dd class="amount">${money(refund)}</dd>
        </div>`
      }
      <div>
        <dt>${t("Still to pay afterwards")}</dt>
        <dd class="amount">${money(to_pay)}</dd>
      </div>
    </dl>
  </div>`;
}
