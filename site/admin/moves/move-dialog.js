/**
 * Moving a booking: where to, and what that changes, before it is done. The price is asked for anew
 * with every change, and the move is refused if it is another one by then.
 */
import { html, useEffect, useState } from "../../shared/ui.js";
import { Problem } from "../../shared/api.js";
import { dateRange, moment, money, zonePlace } from "../../shared/format.js";
import { Button, Dialog, Field, Notice, Skeleton } from "../../shared/components.js";
import { placed, rich, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { instantOf } from "../ui/zoned.js";
import { explain } from "../ui/failure.js";
import { nameTag } from "../ui/show.js";

/** @import {MoveView} from "../../generated/api.js" */

/**
 * @typedef {object} Place where a booking is, or is to be; dates for stays, `local` for the rest
 * @property {string} [arrival]
 * @property {string} [departure]
 * @property {string} [local] wall-clock time at the property
 * @property {string} resource id of the unit or person, "" for the one it has
 */
/** @typedef {{id: string, name: string, group: string, kind: "unit" | "person"}} Resource */
/**
 * @typedef {object} Move
 * @property {string} code
 * @property {string} title whose booking it is
 * @property {Place} before
 * @property {Place} place where it is to go at first
 */

/** How long typing rests before the price is asked for, milliseconds. */
const REST = 300;

/**
 * @param {{move: Move | null, zone: string, resources: Resource[], onClose: () => void,
 *   onMoved: () => void, onRefused?: () => void}} props
 */
export function MoveDialog({ move, onClose, ...rest }) {
  const title = move ? t("Move booking {code}", { code: move.code }) : "";
  return html`<${Dialog} open=${move !== null} title=${title} onClose=${onClose}>
    ${move && html`<${MoveForm} move=${move} onClose=${onClose} ...${rest} />`}
  <//>`;
}

/**
 * @param {{move: Move, zone: string, resources: Resource[], onClose: () => void,
 *   onMoved: () => void, onRefused?: () => void}} props
 */
function MoveForm({ move, zone, resources, onClose, onMoved, onRefused }) {
  const { api } = useDesk();
  const [place, setPlace] = useState(move.place);
  const [keep, setKeep] = useState(false);
  const [quote, setQuote] = useState(/** @type {MoveView | null} */ (null));
  const [refusal, setRefusal] = useState(/** @type {string | null} */ (null));
  const [said, setSaid] = useState(/** @type {string | null} */ (null));
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const body = bodyOf(place, move.before, resources, zone, keep);
  const wanted = body && JSON.stringify(body);

  useEffect(() => {
    setQuote(null);
    setRefusal(null);
    if (!wanted) return undefined;
    let here = true;
    const ask = async () => {
      try {
        const answer = await api.rescheduleQuote(move.code, JSON.parse(wanted));
        if (here) setQuote(answer);
      } catch (error) {
        if (!here) return;
        setRefusal(explain(error));
        onRefused?.();
      }
    };
    const timer = setTimeout(ask, REST);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [wanted, tries]);

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy || !quote) return;
    setBusy(true);
    setSaid(null);
    try {
      await api.reschedule(move.code, { ...body, expected_total: quote.total.amount });
      onMoved();
    } catch (error) {
      setBusy(false);
      if (error instanceof Problem && error.slug === "quote-changed") {
        setSaid(t("The price has changed meanwhile. Please look at it again."));
        setTries(tries + 1);
      } else {
        setQuote(null);
        setRefusal(explain(error));
        onRefused?.();
      }
    }
  };
  return html`<form class="move" novalidate onSubmit=${submit}>
    <p>${placeText(move, resources, zone)} ${t("All that is in the booking moves with it.")}</p>
    <${Where} place=${place} zone=${zone} resources=${resources} onChange=${setPlace} />
    <label>
      <input
        type="checkbox"
        checked=${keep}
        onChange=${(/** @type {import("../../shared/ui.js").CheckEvent} */ event) => setKeep(event.currentTarget.checked)}
      />
      <span>${t("Keep the price as it is")}</span>
    </label>
    ${said && html`<${Notice} tone="warn" live>${said}<//>`}
    <div class="outcome" aria-live="polite">
      ${!wanted && html`<p class="muted">${t("Choose other dates or another place to see what it costs.")}</p>`}
      ${refusal && html`<${Notice} tone="bad"><strong>${t("This can't be done.")}</strong> ${refusal}<//>`}
      ${wanted && !quote && !refusal && html`<${Skeleton} lines=${3} label=${t("Working out the price")} />`}
      ${quote && html`<${Outcome} quote=${quote} />`}
    </div>
    <div class="actions">
      <${Button} type="submit" busy=${busy} disabled=${!quote}>${t("Move the booking")}<//>
      <${Button} kind="quiet" onClick=${onClose}>${t("Leave it where it is")}<//>
    </div>
  </form>`;
}

/**
 * What is asked of the API; null while it names no other place or is not complete. It names the
 * unit or person that the reader sees as chosen, so that the booking doesn't end up elsewhere.
 * @param {Place} place
 * @param {Place} before
 * @param {Resource[]} resources
 * @param {string} zone
 * @param {boolean} keep
 */
function bodyOf(place, before, resources, zone, keep) {
  const same = (/** @type {keyof Place} */ part) => place[part] === before[part];
  if (same("arrival") && same("departure") && same("local") && same("resource")) return null;
  const time = timeBody(place, zone);
  if (!time) return null;
  const kind = resources.find(({ id }) => id === place.resource)?.kind;
  const named = kind && (!same("resource") || kind === choosable(place));
  return {
    ...time,
    ...(named && { [kind]: place.resource }),
    ...(named && kind === "unit" && before.resource && { instead_of: before.resource }),
    ...(keep && { keep_price: true }),
  };
}

/** What is chosen for it beside the time. @param {Place} place @returns {Resource["kind"]} */
const choosable = ({ local }) => (local === undefined ? "unit" : "person");

/** @param {Place} place @param {string} zone */
function timeBody({ arrival, departure, local }, zone) {
  if (local !== undefined) {
    const at = instantOf(local, zone);
    return at && { at };
  }
  return arrival && departure && arrival < departure ? { arrival, departure } : null;
}

/** @param {Move} move @param {Resource[]} resources @param {string} zone */
function placeText({ title, before: { arrival, departure, local, resource } }, resources, zone) {
  const name = resources.find(({ id }) => id === resource)?.name ?? "";
  const time = local
    ? placed(moment(`${local}:00Z`, "UTC"), zone)
    : dateRange(arrival ?? "", departure ?? "");
  return name
    ? rich(
        "<bdi>{title}</bdi>, now {time}, <unit>{name}</unit>.",
        { title, time, name },
        { bdi: nameTag, unit: nameTag },
      )
    : rich("<bdi>{title}</bdi>, now {time}.", { title, time }, { bdi: nameTag });
}

/** @param {{place: Place, zone: string, resources: Resource[], onChange: (place: Place) => void}} props */
function Where({ place, zone, resources, onChange }) {
  const control = (
    /** @type {string} */ label,
    /** @type {"arrival" | "departure" | "local"} */ part,
    /** @type {string} */ type,
  ) =>
    html`<${Field} label=${label}>
      ${(/** @type {Record<string, unknown>} */ attributes) =>
        html`<input
          ...${attributes}
          type=${type}
          value=${place[part]}
          onInput=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) =>
            onChange({ ...place, [part]: event.currentTarget.value })}
        />`}
    <//>`;
  const timed = place.local !== undefined;
  const fitting = resources.filter(({ kind }) => kind === choosable(place));
  return html`<div class="form-grid">
    ${
      timed
        ? control(
            t("Date and time, {place}", { place: zonePlace(zone) }),
            "local",
            "datetime-local",
          )
        : [control(t("Arrival"), "arrival", "date"), control(t("Departure"), "departure", "date")]
    }
    ${
      fitting.length > 0 &&
      html`<${ResourceChoice}
        label=${timed ? t("Person") : t("Room")}
        place=${place}
        resources=${fitting}
        onChange=${onChange}
      />`
    }
  </div>`;
}

/** @param {{label: string, place: Place, resources: Resource[], onChange: (place: Place) => void}} props */
function ResourceChoice({ label, place, resources, onChange }) {
  const groups = [...new Set(resources.map(({ group }) => group))];
  return html`<${Field} label=${label}>
    ${(/** @type {Record<string, unknown>} */ attributes) =>
      html`<select
        ...${attributes}
        value=${place.resource}
        onChange=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) =>
          onChange({ ...place, resource: event.currentTarget.value })}
      >
        ${!place.resource && html`<option value="">${t("As it is")}</option>`}
        ${groups.map(
          (group) =>
            html`<optgroup key=${group} label=${group || t("People")}>
              ${resources
                .filter((one) => one.group === group)
                .map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
            </optgroup>`,
        )}
      </select>`}
  <//>`;
}

/** @param {{quote: MoveView}} props */
function Outcome({ quote }) {
  const { total, total_before, difference, to_pay, refund } = quote;
  const sign = difference.amount > 0 ? "+" : "";
  return html`<dl class="pairs">
    <div>
      <dt>${t("Price before")}</dt>
      <dd class="amount">${money(total_before)}</dd>
    </div>
    <div>
      <dt>${t("Price now")}</dt>
      <dd class="amount">
        <strong>${money(total)}</strong>
        ${difference.amount !== 0 && html` <span>(${sign}${money(difference)})</span>`}
      </dd>
    </div>
    <div>
      <dt>${t("Still to pay")}</dt>
      <dd class="amount">${money(to_pay)}</dd>
    </div>
    <div>
      <dt>${t("Comes back to the guest")}</dt>
      <dd class="amount">${money(refund)}</dd>
    </div>
  </dl>`;
}
