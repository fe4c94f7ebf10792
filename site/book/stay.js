/**
 * A stay: the dates first, then what is free on them for the party.
 */
import { html, useEffect, useMemo } from "../shared/ui.js";
import { Button, Skeleton } from "../shared/components.js";
import { hasRoom } from "../shared/calendar.js";
import { addDays, daysBetween } from "../shared/days.js";
import { date, money } from "../shared/format.js";
import { said } from "../shared/api.js";
import { Paragraphs } from "../shared/page.js";
import { plural, t } from "../shared/words.js";
import { useBook } from "./context.js";
import { choose, partySize } from "./draft.js";
import { byDate, Head, MonthPicker, Picture, Retry, useAnswer, useCalendar } from "./parts.js";
import { Party } from "./party.js";
import { span } from "./words.js";

/** @typedef {import("../generated/api.js").DayView} Day */
/** @typedef {import("../generated/api.js").DayState} DayState */
/** @typedef {import("../generated/api.js").StayProductView} StayProduct */
/** @typedef {import("../generated/api.js").OfferView} StayOffer */
/** @typedef {import("../generated/api.js").Selection["choices"][number]} Choice */

export function Stay() {
  const { shop, draft, change } = useBook();
  const { from, to } = draft.dates;
  const calendar = useCalendar(from);
  const products = useMemo(
    () => /** @type {StayProduct[]} */ (shop.products.filter(({ kind }) => kind === "stay")),
    [shop],
  );
  const wish = draft.wishes.find(({ kind }) => kind === "stay");
  const nights = wish?.kind === "stay" ? wish.nights : 0;

  // The calendar shows all stays as one; whether dates fit is asked of each by itself.
  const stays = calendar.months.flatMap((month) =>
    month.products.filter(({ kind }) => kind === "stay"),
  );
  const months = new Map(
    products.map(({ id }) => [
      id,
      byDate(stays.filter(({ product }) => product === id).flatMap(({ days }) => days)),
    ]),
  );
  const days = byDate(best(stays.flatMap((stay) => stay.days)));
  const fits = (/** @type {string} */ first, /** @type {string} */ last) =>
    products.some((product) => canStay(product, months.get(product.id), first, last));
  const canArrive = (/** @type {string} */ day) =>
    products.some((product) => arrives(months.get(product.id)?.get(day)));
  const leaving = from !== null && to === null;
  const canPick = (/** @type {string} */ day) =>
    leaving && day > from ? fits(from, day) : canArrive(day);

  const set = (/** @type {string} */ first, /** @type {string | null} */ last) =>
    change((now) => ({
      dates: { from: first, to: last },
      choices: now.choices.filter(({ kind }) => kind !== "stay"),
      wishes: [...now.wishes.filter(({ kind }) => kind !== "stay"), ...again(now, first, last)],
    }));
  const pick = (/** @type {string} */ day) => {
    if (leaving && day > from) set(from, day);
    else set(day, nights ? addDays(day, nights) : null);
  };

  return html`<section class="card" aria-labelledby="step">
      <${Head} title=${t("When would you like to stay?")} />
      <${Party} />
      <${MonthPicker}
        ...${{ calendar, days, canPick }}
        label=${leaving ? t("Day of departure") : t("Day of arrival")}
        chosen=${draft.dates}
        onPick=${pick}
      />
      <p class="picked" role="status">${told(draft.dates, nights, products, months)}</p>
    </section>
    ${from && to && html`<${Offers} from=${from} to=${to} products=${products} />`}`;
}

/**
 * The room and rate chosen for other dates, to be had again if they are free.
 * @param {import("./draft.js").Draft} draft
 * @param {string} from
 * @param {string | null} to
 * @returns {import("./draft.js").Wish[]}
 */
function again({ choices, wishes }, from, to) {
  const wish = wishes.find(({ kind }) => kind === "stay");
  const choice = choices.find(({ kind }) => kind === "stay");
  if (wish) return [wish];
  if (choice?.kind !== "stay") return [];
  const { product, rate = null, guests = [] } = choice;
  return [{ kind: "stay", product, rate, nights: to ? daysBetween(from, to) : 0, guests }];
}

/** @type {DayState[]} */
const order = ["free", "few", "sold_out", "closed", "past"];

/** Each day once, as the best that any of the products has. @param {Day[]} days @returns {Day[]} */
function best(days) {
  /** @type {Map<string, Day[]>} */
  const byDay = new Map();
  for (const day of days) byDay.set(day.date, [...(byDay.get(day.date) ?? []), day]);
  return [...byDay.values()].map((all) => {
    const state = order.find((one) => all.some((found) => found.state === one)) ?? "closed";
    const open = all.filter(hasRoom);
    const [cheapest = null] = open
      .flatMap(({ price }) => price ?? [])
      .sort((one, other) => one.amount - other.amount);
    const left = open.reduce((sum, found) => sum + found.left, 0);
    return { ...all[0], state, left, price: cheapest };
  });
}

/** @param {Day | undefined} day */
const arrives = (day) => hasRoom(day) && day?.arrive !== false;

/**
 * @param {StayProduct} product
 * @param {Map<string, Day> | undefined} days
 * @param {string} from
 * @param {string} to
 */
function canStay(product, days, from, to) {
  const first = days?.get(from);
  const nights = daysBetween(from, to);
  if (!arrives(first) || days?.get(to)?.leave === false) return false;
  if (nights < leastNights(product, first) || nights > product.max_nights) return false;
  return Array.from({ length: nights }, (_, night) => days?.get(addDays(from, night))).every(
    hasRoom,
  );
}

/** @param {StayProduct} product @param {Day | undefined} first */
const leastNights = (product, first) => Math.max(product.min_nights, first?.min_nights ?? 1);

/**
 * @param {{from: string | null, to: string | null}} dates
 * @param {number} nights
 * @param {StayProduct[]} products
 * @param {Map<string, Map<string, Day>>} months
 */
function told({ from, to }, nights, products, months) {
  if (!from) {
    return nights
      ? plural(
          "Choose the day you arrive. You stay {n} night, as last time.",
          "Choose the day you arrive. You stay {n} nights, as last time.",
          nights,
        )
      : t("Choose the day you arrive.");
  }
  if (to) return span(from, to);
  const open = products.filter(({ id }) => arrives(months.get(id)?.get(from)));
  const least = open.map((product) => leastNights(product, months.get(product.id)?.get(from)));
  const nights_least = Math.min(...least, 90);
  const day = date(from, "weekday");
  return nights_least > 1
    ? plural(
        "Arrival {day}. Now choose the day you leave: {n} night or more.",
        "Arrival {day}. Now choose the day you leave: {n} nights or more.",
        nights_least,
        { day },
      )
    : t("Arrival {day}. Now choose the day you leave.", { day });
}

/** @param {{from: string, to: string, products: StayProduct[]}} props */
function Offers({ from, to, products }) {
  const { client, draft, change } = useBook();
  const { property, adults, children } = draft;
  const query = { property, from, to, adults, children: children.join(",") };
  const { answer, error, retry } = useAnswer(query, (signal) =>
    client.get("/availability/stays", { query, signal }),
  );
  const offers = answer?.offers;
  const stay = draft.choices.find(({ kind }) => kind === "stay");
  const wish = draft.wishes.find(({ kind }) => kind === "stay");

  const take = (/** @type {StayOffer} */ { product, rate }) =>
    change((now) =>
      choose(now, { kind: "stay", product, rate: rate.id, from, to, guests: wish?.guests }),
    );
  useEffect(() => {
    if (!offers || stay || wish?.kind !== "stay") return;
    const same = offers.find(
      ({ available, product, rate }) =>
        available && product === wish.product && (!wish.rate || rate.id === wish.rate),
    );
    if (same) take(same);
  }, [offers]);

  const ordered = [...products].sort(
    (one, other) => Number(isOpen(offers, other.id)) - Number(isOpen(offers, one.id)),
  );
  return html`<section class="card" aria-labelledby="offers">
    <h2 id="offers" tabindex="-1">${t("What is free")}</h2>
    <p class="muted">${span(from, to)} · ${plural("{n} guest", "{n} guests", partySize(draft))}</p>
    ${error && html`<${Retry} error=${error} retry=${retry} />`}
    ${!offers && !error && html`<${Skeleton} lines=${4} label=${t("Looking for rooms…")} />`}
    <ul class="offers">
      ${
        offers &&
        ordered.map(
          (product) =>
            html`<${Room}
              key=${product.id}
              product=${product}
              offers=${offers.filter((offer) => offer.product === product.id)}
              stay=${stay}
              take=${take}
            />`,
        )
      }
    </ul>
  </section>`;
}

/** Why there is nothing to be had. @param {StayOffer} offer */
const reasonOf = ({ code, params, reason }) =>
  said({ code, params, text: reason }) || t("Not free on these dates.");

/** @param {StayOffer[] | undefined} offers @param {string} product */
const isOpen = (offers, product) =>
  offers?.some((offer) => offer.available && offer.product === product) ?? false;

/**
 * @param {{product: StayProduct, offers: StayOffer[], stay: Choice | undefined,
 *   take: (offer: StayOffer) => void}} props
 */
function Room({ product, offers, stay, take }) {
  const open = offers.filter(({ available }) => available);
  const chosen = (/** @type {StayOffer} */ offer) =>
    stay?.kind === "stay" && stay.product === product.id && stay.rate === offer.rate.id;
  return html`<li class=${`offer room${open.length ? "" : " is-gone"}`}>
    <${Picture} url=${product.picture_url} />
    <div>
      <h3 dir="auto">${product.name}</h3>
      <p class="facts-line">
        <span>${plural("sleeps {n}", "sleeps {n}", product.sleeps)}</span>
        ${open[0]?.units > 1 && html`<span>${plural("{n} unit", "{n} units", open[0].units)}</span>`}
        ${open.length > 0 && open[0].left <= 3 && html`<span class="few">${plural("Only {n} left", "Only {n} left", open[0].left)}</span>`}
      </p>
      ${product.description && html`<${Paragraphs} text=${product.description} />`}
    </div>
    ${!open.length && html`<p class="why">${offers[0] ? reasonOf(offers[0]) : t("Not free on these dates.")}</p>`}
    ${
      open.length > 0 &&
      html`<ul class="rates-of">
        ${open.map(
          (offer) =>
            html`<li key=${offer.rate.id} class=${chosen(offer) ? "is-chosen" : ""}>
              <div>
                <strong dir="auto">${offer.rate.name}</strong>
                ${offer.rate.description && html`<span class="muted small" dir="auto">${offer.rate.description}</span>`}
              </div>
              <div class="cost">
                ${offer.total && html`<strong class="amount">${money(offer.total)}</strong>`}
                ${offer.per_night && html`<span class="muted small">${t("{price:money} a night", { price: offer.per_night })}</span>`}
              </div>
              <${Button}
                kind=${chosen(offer) ? "" : "quiet"}
                icon=${chosen(offer) ? "check" : undefined}
                aria-pressed=${chosen(offer) ? "true" : "false"}
                onClick=${() => take(offer)}
              >
                ${chosen(offer) ? t("Chosen") : t("Choose")}<span class="hidden-visually">
                  ${product.name}, ${offer.rate.name}</span
                >
              <//>
            </li>`,
        )}
      </ul>`
    }
  </li>`;
}
