/**
 * The days of a month to choose from: with a click, with Shift or a drag for several in a row, or
 * with the arrow keys, as a date grid of the ARIA Authoring Practices.
 */
import { html, useEffect, useLayoutEffect, useRef, useState } from "../../shared/ui.js";
import { date, firstWeekday, getLocale, timeOfDay, weekdayName } from "../../shared/format.js";
import { minorDigits } from "../../shared/currency.js";
import { plural, rich, t } from "../../shared/words.js";
import { addDays, weekdayOf, weekdaysFrom } from "../../shared/days.js";
import { planHref } from "../routes.js";
import { SetDays } from "./set-days.js";
import { ClockNote } from "../ui/show.js";

/** @import {DeskDayView, Property} from "../../generated/api.js" */

/** @import {Product} from "../catalog/products.js" */
/** @typedef {{anchor: string, at: string}} Chosen the first and the last day that were touched */

/** @type {Record<string, number>} */
const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * @param {{property: Property, product: Product, currency: string, days: DeskDayView[], today: string,
 *   onChanged: () => void}} props
 */
export function Month({ property, product, currency, days, today, onChanged }) {
  const first = days.find(({ date: day }) => day >= today)?.date ?? days[0].date;
  const [chosen, setChosen] = useState(/** @type {Chosen} */ ({ anchor: first, at: first }));
  const [dragging, setDragging] = useState(false);
  const grid = useRef(/** @type {HTMLElement | null} */ (null));
  const moved = useRef(false);
  const from = chosen.anchor < chosen.at ? chosen.anchor : chosen.at;
  const to = chosen.anchor < chosen.at ? chosen.at : chosen.anchor;

  useEffect(() => {
    const stop = () => setDragging(false);
    addEventListener("pointerup", stop);
    return () => removeEventListener("pointerup", stop);
  }, []);
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    /** @type {HTMLElement | null | undefined} */
    const cell = grid.current?.querySelector(`[data-day="${chosen.at}"]`);
    cell?.focus();
  }, [chosen.at]);

  const touch = (/** @type {string} */ day, /** @type {boolean} */ extend) =>
    setChosen(({ anchor }) => ({ anchor: extend ? anchor : day, at: day }));
  const onPointerDown = (/** @type {PointerEvent} */ event) => {
    const day = dayAt(event);
    if (!day || event.button !== 0) return;
    touch(day, event.shiftKey);
    // A finger that moves scrolls the page.
    setDragging(event.pointerType === "mouse");
  };
  const onPointerOver = (/** @type {PointerEvent} */ event) => {
    const day = dragging && dayAt(event);
    if (day) touch(day, true);
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const next = addDays(chosen.at, step);
    if (next < days[0].date || next > days[days.length - 1].date) return;
    moved.current = true;
    touch(next, event.shiftKey);
  };
  const selected = days.filter(({ date: day }) => from <= day && day <= to);
  return html`<div class="month-columns">
    <div>
      <div
        class="month"
        role="grid"
        aria-label=${t("Days")}
        aria-multiselectable="true"
        ref=${grid}
        onPointerDown=${onPointerDown}
        onPointerOver=${onPointerOver}
        onKeyDown=${onKeyDown}
      >
        <div role="row" class="week weekday-names">
          ${weekdaysFrom(firstWeekday()).map(
            (day) =>
              html`<div role="columnheader" key=${day} aria-label=${weekdayName(day)}>
                ${weekdayName(day, "short")}
              </div>`,
          )}
        </div>
        ${weeksOf(days).map(
          (week, index) =>
            html`<div role="row" class="week" key=${index}>
              ${week.map((day, column) =>
                day
                  ? html`<${Day}
                      key=${day.date}
                      day=${day}
                      kind=${product.kind}
                      currency=${currency}
                      today=${today}
                      selected=${from <= day.date && day.date <= to}
                      reachable=${day.date === chosen.at}
                    />`
                  : html`<div role="gridcell" key=${column} class="no-day"></div>`,
              )}
            </div>`,
        )}
      </div>
      <p class="muted small">
        ${t("Click a day; drag, or click with Shift, for several in a row.")}
        ${
          product.kind === "stay" &&
          html` ${rich(
            "One room alone is closed in the <a>timeline</a>.",
            {},
            {
              a: (words) =>
                html`<a href=${planHref("timeline", { property: property.id, from })}>${words}</a>`,
            },
          )}`
        }
      </p>
      ${product.kind === "session" && html`<${ClockNote} zone=${property.time_zone} />`}
    </div>
    <${SetDays}
      key=${`${from} ${to}`}
      property=${property}
      product=${product}
      currency=${currency}
      from=${from}
      to=${to}
      days=${selected}
      onChanged=${onChanged}
    />
  </div>`;
}

/** @param {Event} event @returns {string | undefined} */
const dayAt = ({ target }) =>
  target instanceof Element
    ? /** @type {HTMLElement | null} */ (target.closest("[data-day]"))?.dataset.day
    : undefined;

/** Weeks as the language begins them, with nothing where the month has no day. @param {DeskDayView[]} days */
function weeksOf(days) {
  const before = (weekdayOf(days[0].date) - firstWeekday() + 7) % 7;
  /** @type {(DeskDayView | null)[]} */
  const cells = [...Array(before).fill(null), ...days];
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/**
 * @param {{day: DeskDayView, kind: string, currency: string, today: string, selected: boolean,
 *   reachable: boolean}} props
 */
function Day({ day, kind, currency, today, selected, reachable }) {
  const { date: at, state, price, min_nights, override, sessions } = day;
  const parts = {
    price: price ? shortMoney(price.amount, currency) : "",
    left: leftText(day, kind),
    nights:
      kind === "stay" && min_nights > 1
        ? plural("min {n} night", "min {n} nights", min_nights)
        : "",
    set: override ? t("set by hand") : "",
  };
  const name = [date(at, "weekday"), parts.price, parts.left, parts.nights, parts.set];
  return html`<div
    role="gridcell"
    class="day ${state} ${at === today ? "today" : ""}"
    data-day=${at}
    tabindex=${reachable ? 0 : -1}
    aria-selected=${String(selected)}
    aria-current=${at === today ? "date" : undefined}
  >
    <span class="hidden-visually">${name.filter(Boolean).join(", ")}</span>
    <div aria-hidden="true">
      <span class="number"
        >${Number(at.slice(8))}${override && html`<span class="by-hand">✎</span>`}</span
      >
      <span class="price">${parts.price}</span>
      <span class="left">${parts.left}</span>
      ${parts.nights && html`<span class="nights">${parts.nights}</span>`}
      ${sessions
        .slice(0, 3)
        .map(
          ({ at: start, local, sold, seats }) =>
            html`<span class="session" key=${start}
              >${timeOfDay(local.slice(11, 16))} ${sold}/${seats}</span
            >`,
        )}
    </div>
  </div>`;
}

/** @param {DeskDayView} day @param {string} kind */
function leftText({ state, left }, kind) {
  if (state === "past") return "";
  if (state === "closed") return t("closed");
  if (state === "sold_out") return kind === "stay" ? t("sold out") : t("full");
  return plural("{n} left", "{n} left", left);
}

/** "€120", and "€119.50" where there is something behind the point. @param {number} amount @param {string} currency */
function shortMoney(amount, currency) {
  const digits = minorDigits(currency);
  /** @type {Intl.NumberFormatOptions & {trailingZeroDisplay: "stripIfInteger"}} */
  const options = { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" };
  return new Intl.NumberFormat(getLocale(), options).format(amount / 10 ** digits);
}
