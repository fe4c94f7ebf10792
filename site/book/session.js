/**
 * Sessions: the days on which they take place, and how many seats each still has. One can book
 * several of them.
 */
import { html, useId, useState } from "../shared/ui.js";
import { Icon } from "../shared/icons.js";
import { date, dayOf, money, timeRange } from "../shared/format.js";
import { placed, plural, t } from "../shared/words.js";
import { useBook } from "./context.js";
import { keyOf, partySize } from "./draft.js";
import { factsOf } from "./catalogue.js";
import { byDate, Head, MonthPicker, productDays, RateChoice, useCalendar } from "./parts.js";
import { ForWhom, Party } from "./party.js";
import { timeOf } from "./words.js";

/** @typedef {import("../generated/api.js").SessionProductView} SessionProduct */
/** @typedef {import("../generated/api.js").SessionView} Occurrence */
/** @typedef {Extract<import("../generated/api.js").Selection["choices"][number], {kind: "session"}>} SessionChoice */

/** @param {{product: SessionProduct}} props */
export function Session({ product }) {
  const { shop, draft, change } = useBook();
  const chosen = /** @type {SessionChoice[]} */ (
    draft.choices.filter((one) => one.kind === "session" && one.product === product.id)
  );
  const wish = draft.wishes.find((one) => one.kind === "session" && one.product === product.id);
  const before = chosen[0] ?? wish;
  const [rate, setRate] = useState(before?.rate ?? product.rates[0]?.id ?? "");
  const [guests, setGuests] = useState(before?.guests);
  const zone = shop.property.time_zone;
  const [day, setDay] = useState(chosen.length ? dayOf(chosen[chosen.length - 1].at, zone) : null);
  const seats = guests?.length || partySize(draft);

  const toggle = (/** @type {string} */ at) =>
    change((now) => {
      /** @type {SessionChoice} */
      const choice = { kind: "session", product: product.id, rate, at, guests };
      const key = keyOf(choice);
      const others = now.choices.filter((one) => keyOf(one) !== key);
      const wishes = now.wishes.filter((one) => one !== wish);
      return others.length < now.choices.length
        ? { choices: others }
        : { choices: [...others, choice], wishes };
    });
  const changeAll = (/** @type {{rate?: string, guests?: number[] | undefined}} */ part) =>
    change((now) => ({
      choices: now.choices.map((one) =>
        one.kind === "session" && one.product === product.id ? { ...one, ...part } : one,
      ),
    }));

  return html`<section class="card" aria-labelledby="step">
    <${Head} title=${product.name} text=${product.description} picture=${product.picture_url}>
      <p class="facts-line">
        ${factsOf(product).map((fact) => html`<span key=${fact}>${fact}</span>`)}
      </p>
    <//>
    <${Party} />
    <${ForWhom}
      guests=${guests}
      onChange=${(/** @type {number[] | undefined} */ some) => {
        setGuests(some);
        changeAll({ guests: some });
      }}
    />
    <${RateChoice}
      rates=${product.rates}
      value=${rate}
      onChange=${(/** @type {string} */ one) => {
        setRate(one);
        changeAll({ rate: one });
      }}
    />
    <${Days} ...${{ product, day, setDay, chosen, seats, toggle }} />
    ${
      chosen.length > 0 &&
      html`<ul class="picked-list" aria-label=${t("Your times")}>
        ${chosen.map(
          (choice) =>
            html`<li key=${choice.at}>
              <${Icon} name="check" /> <span>${timeOf(shop, choice)}</span>
              <button type="button" class="bare" onClick=${() => toggle(choice.at)}>
                <span>${t("Remove")}</span>
                <span class="hidden-visually"> ${timeOf(shop, choice)}</span>
              </button>
            </li>`,
        )}
      </ul>`
    }
  </section>`;
}

/**
 * @param {{product: SessionProduct, day: string | null, setDay: (day: string) => void,
 *   chosen: SessionChoice[], seats: number, toggle: (at: string) => void}} props
 */
function Days({ product, day, setDay, chosen, seats, toggle }) {
  const { shop } = useBook();
  const calendar = useCalendar(day, product.id);
  const days = byDate(productDays(calendar.months, product.id));
  const id = useId();
  const here = (day && days.get(day)?.sessions) || [];
  return html`<${MonthPicker}
      ...${{ calendar, days }}
      label=${t("Day")}
      chosen=${{ from: day }}
      onPick=${setDay}
    />
    ${!day && html`<p class="picked">${t("Choose a day to see its times.")}</p>`}
    ${
      day &&
      html`<div class="occurrences" role="group" aria-labelledby=${id}>
        <h3 id=${id}>${placed(date(day, "full"), shop.property.time_zone)}</h3>
        <ul>
          ${here.map((one) => {
            const picked = chosen.some(({ at }) => at === one.at);
            return html`<${Seat} key=${one.at} ...${{ one, picked, seats, toggle }} />`;
          })}
        </ul>
      </div>`
    }`;
}

/**
 * @param {{one: Occurrence, picked: boolean, seats: number, toggle: (at: string) => void}} props
 */
function Seat({ one, picked, seats, toggle }) {
  const enough = picked || one.left >= seats;
  const time = timeRange(one.local.slice(11, 16), one.until_local.slice(11, 16));
  const missing = one.least - one.sold;
  return html`<li class=${picked ? "is-chosen" : ""}>
    <div>
      <strong>${time}</strong>
      <span class="muted small">
        ${one.left > 0 ? plural("{left} of {n} seat left", "{left} of {n} seats left", one.seats, { left: one.left }) : t("Sold out")}
        ${missing > 0 && one.left > 0 && ` · ${plural("takes place from {n} person, {sold} so far", "takes place from {n} people, {sold} so far", one.least, { sold: one.sold })}`}
      </span>
      ${!enough && one.left > 0 && html`<span class="small">${plural("Not enough for {n} person.", "Not enough for {n} people.", seats)}</span>`}
    </div>
    <span class="amount">${one.price && money(one.price)}</span>
    <button
      type="button"
      class=${picked ? "" : "quiet"}
      disabled=${!enough}
      aria-pressed=${picked ? "true" : "false"}
      onClick=${() => toggle(one.at)}
    >
      ${picked && html`<${Icon} name="check" />`}
      <span
        >${picked ? t("Chosen") : t("Choose")}<span class="hidden-visually"> ${time}</span></span
      >
    </button>
  </li>`;
}
