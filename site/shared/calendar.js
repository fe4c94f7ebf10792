/**
 * A month to pick a day from, or an arrival and a departure. A grid by the ARIA pattern: one stop for
 * Tab, arrows move by days and weeks, Page Up and Down by months. What can't be picked can still be
 * reached and read.
 */
import { html, useEffect, useId, useLayoutEffect, useRef, useState } from "./ui.js";
import { Icon } from "./icons.js";
import { addDays, addMonths, daysOf, monthOf, weekdayOf, weekdaysFrom } from "./days.js";
import { date, firstWeekday, monthName, shortMoney, weekdayName } from "./format.js";
import { msg, plural, t } from "./words.js";

/** @typedef {import("../generated/api.js").DayView} Day */

/** @typedef {{from: string | null, to?: string | null}} Chosen `to` is the day of departure */

/** @type {Record<import("../generated/api.js").DayState, string>} */
const states = {
  free: msg("day|free"),
  few: msg("day|only a few left"),
  sold_out: msg("day|sold out"),
  closed: msg("day|closed"),
  past: msg("day|over"),
};

/** @param {Day} day */
const left = (day) => plural("{n} left", "{n} left", day.left);

const roles = {
  chosen: msg("day|chosen"),
  arrival: msg("day|arrival"),
  departure: msg("day|departure"),
  between: msg("day|in your stay"),
};

const room = new Set(["free", "few"]);

/** Whether there is something to be had on a day. @param {Day | undefined} day */
export const hasRoom = (day) => day !== undefined && room.has(day.state);

/**
 * @param {{month: string, first: string, last: string, today: string, days: Map<string, Day>,
 *   chosen: Chosen, busy?: boolean, label: string, canPick: (day: string) => boolean,
 *   onPick: (day: string) => void, onMonth: (month: string) => void}} props
 *   `first` and `last` are the months one can go to
 */
export function Calendar({
  month,
  first,
  last,
  today,
  days,
  chosen,
  busy = false,
  label,
  canPick,
  onPick,
  onMonth,
}) {
  const id = useId();
  const grid = useRef(/** @type {HTMLTableElement | null} */ (null));
  const moved = useRef(false);
  const all = daysOf(month);
  const home = [chosen.from, chosen.to, today].find((day) => day && monthOf(day) === month);
  const [focus, setFocus] = useState(home ?? all[0]);
  const active = monthOf(focus) === month ? focus : (home ?? all[0]);

  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    /** @type {HTMLElement | null | undefined} */ (
      grid.current?.querySelector('[tabindex="0"]')
    )?.focus();
  }, [active, month]);

  const go = (/** @type {string} */ day) => {
    const target = monthOf(day);
    if (target < first || target > last) return;
    moved.current = true;
    setFocus(day);
    if (target !== month) onMonth(target);
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    const column = (weekdayOf(active) - firstWeekday() + 7) % 7;
    const steps = /** @type {Record<string, () => string>} */ ({
      ArrowLeft: () => addDays(active, -1),
      ArrowRight: () => addDays(active, 1),
      ArrowUp: () => addDays(active, -7),
      ArrowDown: () => addDays(active, 7),
      Home: () => addDays(active, -column),
      End: () => addDays(active, 6 - column),
      PageUp: () => sameDay(active, -1),
      PageDown: () => sameDay(active, 1),
    });
    if (!(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(steps[event.key]());
  };

  const weekdays = weekdaysFrom(firstWeekday());
  return html`<div class="calendar">
    <div class="calendar-head">
      <${Turn}
        to=${addMonths(month, -1)}
        ...${{ first, last, onMonth }}
        name=${t("Previous month")}
      />
      <h3 id=${id} aria-live="polite">${monthName(month)}</h3>
      <${Turn}
        to=${addMonths(month, 1)}
        ...${{ first, last, onMonth }}
        name=${t("Next month")}
        next
      />
    </div>
    <table
      ref=${grid}
      role="grid"
      aria-label=${`${label}: ${monthName(month)}`}
      aria-busy=${busy ? "true" : undefined}
      onKeyDown=${press}
    >
      <thead>
        <tr>
          ${weekdays.map(
            (weekday) =>
              html`<th key=${weekday} scope="col">
                <span aria-hidden="true">${weekdayName(weekday, "short")}</span>
                <span class="hidden-visually">${weekdayName(weekday)}</span>
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${weeks(all).map(
          (week) =>
            html`<tr key=${week.find(Boolean)}>
              ${week.map((day, index) =>
                day
                  ? html`<${Cell}
                      key=${day}
                      ...${{ day, chosen, busy }}
                      found=${days.get(day)}
                      isToday=${day === today}
                      pickable=${canPick(day)}
                      stop=${day === active}
                      onPick=${(/** @type {string} */ picked) => {
                        setFocus(picked);
                        onPick(picked);
                      }}
                    />`
                  : html`<td key=${index} role="gridcell"></td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
    <${Legend} days=${all.map((day) => days.get(day))} />
    <p class="hidden-visually" role="status">${busy && t("Looking for free days…")}</p>
  </div>`;
}

/** The same day of another month, or its last. @param {string} day @param {number} months */
function sameDay(day, months) {
  const all = daysOf(addMonths(monthOf(day), months));
  return all[Math.min(Number(day.slice(8)), all.length) - 1];
}

/** The month in rows of seven. @param {string[]} days @returns {(string | null)[][]} */
function weeks(days) {
  const before = (weekdayOf(days[0]) - firstWeekday() + 7) % 7;
  /** @type {(string | null)[]} */
  const cells = [...Array(before).fill(null), ...days];
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}

/**
 * @param {{to: string, first: string, last: string, name: string, next?: boolean,
 *   onMonth: (month: string) => void}} props
 */
function Turn({ to, first, last, name, next = false, onMonth }) {
  const end = to < first || to > last;
  return html`<button
    type="button"
    class="bare"
    aria-label=${name}
    aria-disabled=${end ? "true" : undefined}
    onClick=${() => end || onMonth(to)}
  >
    <${Icon} name=${next ? "after" : "before"} />
  </button>`;
}

/**
 * @param {{day: string, found: Day | undefined, chosen: Chosen, busy: boolean, isToday: boolean,
 *   pickable: boolean, stop: boolean, onPick: (day: string) => void}} props
 */
function Cell({ day, found, chosen, busy, isToday, pickable, stop, onPick }) {
  const role = roleOf(day, chosen);
  const state = found?.state ?? "closed";
  const price = hasRoom(found) ? found?.price : null;
  const words = [
    date(day, "full"),
    role && t(roles[role]),
    found && (state === "few" ? left(found) : t(states[state])),
    price && t("from {price:money}", { price }),
  ];
  const mark = { few: found && left(found), sold_out: t("day|Full") }[
    /** @type {string} */ (state)
  ];
  return html`<td
    role="gridcell"
    class=${["day", found && `is-${state}`, role && `is-${role}`].filter(Boolean).join(" ")}
    aria-selected=${role ? "true" : "false"}
  >
    <button
      type="button"
      tabindex=${stop ? 0 : -1}
      aria-current=${isToday ? "date" : undefined}
      aria-disabled=${pickable && !busy ? undefined : "true"}
      onClick=${() => pickable && !busy && onPick(day)}
    >
      <span class="hidden-visually">${words.filter(Boolean).join(", ")}</span>
      <span class="number" aria-hidden="true">${Number(day.slice(8))}</span>
      ${price && html`<span class="price-of-day" aria-hidden="true">${shortMoney(price)}</span>`}
      ${mark && html`<span class="mark" aria-hidden="true">${mark}</span>`}
    </button>
  </td>`;
}

/** @param {string} day @param {Chosen} chosen @returns {"chosen" | "arrival" | "departure" | "between" | null} */
function roleOf(day, { from, to }) {
  if (day === from) return to === undefined ? "chosen" : "arrival";
  if (!from || !to) return null;
  if (day === to) return "departure";
  return from < day && day < to ? "between" : null;
}

/** What the marks mean, as far as the month has them. @param {{days: (Day | undefined)[]}} props */
function Legend({ days }) {
  const there = /** @type {const} */ (["few", "sold_out", "closed"]).filter((state) =>
    days.some((day) => day?.state === state),
  );
  if (!there.length) return null;
  return html`<ul class="legend" aria-hidden="true">
    ${there.map(
      (state) =>
        html`<li key=${state}>
          <span class=${`swatch is-${state}`}>8</span> ${t(states[state])}
        </li>`,
    )}
  </ul>`;
}

/**
 * The months of a calendar as they are needed; those that were loaded stay until the question changes.
 * @param {import("./client.js").Client} client
 * @param {{property: string, adults: number, children: number[], product?: string}} question
 * @param {string} month
 */
export function useMonths(client, { property, adults, children, product }, month) {
  const asked = JSON.stringify([property, adults, children, product]);
  const [loaded, setLoaded] = useState(
    /** @type {{asked: string, months: Record<string, import("../generated/api.js").MonthView>}} */ ({
      asked,
      months: {},
    }),
  );
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [round, setRound] = useState(0);
  const months = loaded.asked === asked ? loaded.months : {};
  const missing = !(month in months);

  useEffect(() => {
    if (!missing) return;
    const stop = new AbortController();
    setError(null);
    const query = { property, month, adults, children: children.join(","), product };
    client.get("/availability/calendar", { query, signal: stop.signal }).then(
      (answer) =>
        setLoaded((before) => ({
          asked,
          months: { ...(before.asked === asked ? before.months : {}), [month]: answer },
        })),
      (problem) => stop.signal.aborted || setError(problem),
    );
    return () => stop.abort();
  }, [client, asked, month, missing, round]);

  return {
    months: Object.values(months),
    busy: missing && !error,
    error: missing ? error : null,
    retry: () => setRound(round + 1),
    forget: () => setLoaded({ asked, months: {} }),
  };
}
