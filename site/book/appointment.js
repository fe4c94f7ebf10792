/**
 * An appointment: with whom, on which day, at what time.
 */
import { html, useId, useState } from "../shared/ui.js";
import { Skeleton } from "../shared/components.js";
import { date, dayOf, money, timeOfDay } from "../shared/format.js";
import { msg, placed, t } from "../shared/words.js";
import { useBook } from "./context.js";
import { choose } from "./draft.js";
import { factsOf } from "./catalogue.js";
import {
  byDate,
  Head,
  MonthPicker,
  productDays,
  RateChoice,
  Retry,
  useAnswer,
  useCalendar,
} from "./parts.js";
import { ForWhom, Party } from "./party.js";

/** @typedef {import("../generated/api.js").AppointmentProductView} AppointmentProduct */

/** @param {{product: AppointmentProduct}} props */
export function Appointment({ product }) {
  const { shop, draft, change } = useBook();
  const mine = [...draft.choices, ...draft.wishes].find(
    (one) => one.kind === "appointment" && one.product === product.id,
  );
  const before = mine?.kind === "appointment" ? mine : null;
  const at = /** @type {string | null} */ (before && "at" in before ? before.at : null);
  const known = product.people.some(({ id }) => id === before?.person);
  const [person, setPerson] = useState(known ? (before?.person ?? null) : null);
  const [rate, setRate] = useState(
    /** @type {string} */ (before?.rate ?? product.rates[0]?.id ?? ""),
  );
  const [guests, setGuests] = useState(before ? before.guests : [0]);
  const [day, setDay] = useState(at ? dayOf(at, shop.property.time_zone) : null);
  const calendar = useCalendar(day, product.id);
  const days = byDate(productDays(calendar.months, product.id));

  const put = (
    /** @type {{at: string, person?: string | null, rate?: string, guests?: number[]}} */ part,
  ) =>
    change((now) =>
      choose(now, { kind: "appointment", product: product.id, person, rate, guests, ...part }),
    );
  const without = () =>
    change((now) => ({
      choices: now.choices.filter((one) => !("product" in one) || one.product !== product.id),
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
      onChange=${(/** @type {number[] | undefined} */ chosen) => {
        setGuests(chosen);
        if (at) put({ at, guests: chosen });
      }}
    />
    <${RateChoice}
      rates=${product.rates}
      value=${rate}
      onChange=${(/** @type {string} */ chosen) => {
        setRate(chosen);
        if (at) put({ at, rate: chosen });
      }}
    />
    ${
      product.people.length > 1 &&
      html`<fieldset class="people">
        <legend>${t("With whom?")}</legend>
        <div class="in-line">
          ${[{ id: null, name: t("Anyone") }, ...product.people].map(
            ({ id, name }) =>
              html`<label key=${id}>
                <input
                  type="radio"
                  name="person"
                  checked=${person === id}
                  onChange=${() => {
                    setPerson(id);
                    without();
                  }}
                />
                <span dir="auto">${name}</span>
              </label>`,
          )}
        </div>
      </fieldset>`
    }
    <${MonthPicker}
      ...${{ calendar, days }}
      label=${t("Day")}
      chosen=${{ from: day }}
      onPick=${setDay}
    />
    ${
      day
        ? html`<${Slots}
            ...${{ product, person, day, at }}
            onPick=${(/** @type {string} */ chosen) => put({ at: chosen })}
          />`
        : html`<p class="picked">${t("Choose a day to see the free times.")}</p>`
    }
  </section>`;
}

/** Where a day is parted into morning, afternoon and evening. */
const parts = /** @type {const} */ ([
  [msg("Morning"), 0, 12],
  [msg("Afternoon"), 12, 17],
  [msg("Evening"), 17, 24],
]);

/**
 * @param {{product: AppointmentProduct, person: string | null, day: string, at: string | null,
 *   onPick: (at: string) => void}} props
 */
function Slots({ product, person, day, at, onPick }) {
  const { client, draft, shop } = useBook();
  const query = { property: draft.property, product: product.id, date: day, person };
  const { answer, error, busy, retry } = useAnswer(query, (signal) =>
    client.get("/availability/slots", { query, signal }),
  );
  const id = useId();
  const slots = answer?.slots ?? [];
  const costs = new Set(slots.map(({ price }) => price?.amount)).size > 1;
  return html`<div class="slots" role="group" aria-labelledby=${id}>
    <h3 id=${id}>${placed(date(day, "full"), shop.property.time_zone)}</h3>
    ${error && html`<${Retry} error=${error} retry=${retry} />`}
    ${busy && html`<${Skeleton} lines=${2} label=${t("Looking for free times…")} />`}
    ${answer && !slots.length && html`<p role="status">${t("There is no free time on this day. Please choose another.")}</p>`}
    ${parts.map(([name, from, to]) => {
      const some = slots.filter(({ local }) => {
        const hour = Number(local.slice(11, 13));
        return from <= hour && hour < to;
      });
      return (
        some.length > 0 &&
        html`<p class="muted small">${t(name)}</p>
          <div class="times">
            ${some.map(
              (slot) =>
                html`<button
                  key=${slot.at}
                  type="button"
                  class=${slot.at === at ? "" : "quiet"}
                  aria-pressed=${slot.at === at ? "true" : "false"}
                  onClick=${() => onPick(slot.at)}
                >
                  <span>${timeOfDay(slot.local.slice(11, 16))}</span>
                  ${costs && slot.price && html`<span class="small">${money(slot.price)}</span>`}
                </button>`,
            )}
          </div>`
      );
    })}
  </div>`;
}
