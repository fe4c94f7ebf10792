/**
 * Parts that several steps use.
 */
import { html, useEffect, useState } from "../shared/ui.js";
import { Button } from "../shared/components.js";
import { Calendar, hasRoom, useMonths } from "../shared/calendar.js";
import { addDays, monthOf } from "../shared/days.js";
import { dayOf } from "../shared/format.js";
import { Failure, Paragraphs, safeUrl } from "../shared/page.js";
import { t, useLanguage } from "../shared/words.js";
import { useBook } from "./context.js";

/** @typedef {import("../generated/api.js").DayView} Day */

/** @param {{title: string, text?: string, picture?: string | null, children?: import("../shared/ui.js").Children}} props */
export function Head({ title, text, picture, children }) {
  return html`<header class="step-head">
    <${Picture} url=${picture} />
    <div>
      <h2 id="step" tabindex="-1" dir="auto">${title}</h2>
      ${children} ${text && html`<${Paragraphs} text=${text} />`}
    </div>
  </header>`;
}

/** @param {{url: string | null | undefined}} props */
export function Picture({ url }) {
  const address = safeUrl(url);
  return address && html`<img class="picture" src=${address} alt="" loading="lazy" />`;
}

/**
 * The months of a product's calendar, or of everything's, as the guest turns its leaves.
 * @param {string | null} start the day at which it opens; today if there is none
 * @param {string} [product]
 */
export function useCalendar(start, product) {
  const { client, shop, draft } = useBook();
  const { property, adults, children } = draft;
  const today = dayOf(new Date().toISOString(), shop.property.time_zone);
  const [month, setMonth] = useState(monthOf(start ?? today));
  const question = { property, adults, children, product };
  return { ...useMonths(client, question, month), month, setMonth, today };
}

/**
 * The days by their date.
 * @param {Day[]} days
 * @returns {Map<string, Day>}
 */
export const byDate = (days) => new Map(days.map((day) => [day.date, day]));

/** @param {import("../generated/api.js").MonthView[]} months @param {string} product */
export const productDays = (months, product) =>
  months.flatMap(({ products }) => products.find((one) => one.product === product)?.days ?? []);

/**
 * @param {{calendar: ReturnType<typeof useCalendar>, label: string, days: Map<string, Day>,
 *   chosen: import("../shared/calendar.js").Chosen, canPick?: (day: string) => boolean,
 *   onPick: (day: string) => void}} props
 */
export function MonthPicker({ calendar, label, days, chosen, canPick, onPick }) {
  const { shop } = useBook();
  const { month, setMonth, today, busy, error, retry } = calendar;
  return html`<${Calendar}
      ...${{ month, today, days, chosen, busy, label, onPick }}
      first=${monthOf(today)}
      last=${monthOf(addDays(today, shop.selling.horizon_days))}
      canPick=${canPick ?? ((/** @type {string} */ day) => hasRoom(days.get(day)))}
      onMonth=${setMonth}
    />
    ${error && html`<${Retry} error=${error} retry=${retry} />`}`;
}

/** @param {{error: unknown, retry: () => void}} props */
export function Retry({ error, retry }) {
  return html`<${Failure} error=${error} />
    <p class="actions"><${Button} kind="quiet" onClick=${retry}>${t("Try again")}<//></p>`;
}

/**
 * What the API answers to a question, asked anew when the question changes.
 * @template T
 * @param {object} query
 * @param {(signal: AbortSignal) => Promise<T>} ask
 */
export function useAnswer(query, ask) {
  const asked = JSON.stringify([query, useLanguage()]);
  const [found, setFound] = useState(
    /** @returns {{asked: string, answer: T | null, error: unknown}} */ () => ({
      asked: "",
      answer: null,
      error: null,
    }),
  );
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    ask(stop.signal).then(
      (answer) => setFound({ asked, answer, error: null }),
      (error) => stop.signal.aborted || setFound({ asked, answer: null, error }),
    );
    return () => stop.abort();
  }, [asked, round]);
  const current = found.asked === asked;
  return {
    answer: current ? found.answer : null,
    error: current ? found.error : null,
    busy: !current,
    retry: () => {
      setFound({ asked: "", answer: null, error: null });
      setRound(round + 1);
    },
  };
}

/**
 * One of several rates; not asked when there is only one.
 * @param {{rates: import("../generated/api.js").RateView[], value: string, onChange: (id: string) => void}} props
 */
export function RateChoice({ rates, value, onChange }) {
  if (rates.length < 2) return null;
  return html`<fieldset class="rates">
    <legend>${t("Rate")}</legend>
    ${rates.map(
      (rate) =>
        html`<label key=${rate.id}>
          <input
            type="radio"
            name="rate"
            checked=${rate.id === value}
            onChange=${() => onChange(rate.id)}
          />
          <span>
            <span dir="auto">${rate.name}</span>
            ${rate.description && html`<span class="muted small" dir="auto">${rate.description}</span>`}
          </span>
        </label>`,
    )}
  </fieldset>`;
}
