/** Calendars of other platforms that are read for a unit, so that nothing is sold twice. */
import { html, useState } from "../../shared/ui.js";
import { dateRange } from "../../shared/format.js";
import { Badge, Button, Notice } from "../../shared/components.js";
import { msg, rich, sentence, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { SelectControl, TextControl } from "../ui/controls.js";
import { CopyField } from "../ui/copy.js";
import { Failure } from "../ui/failure.js";
import { ClockNote, timeTag } from "../ui/show.js";
import { inOrder, Section } from "./section.js";
import { noted } from "./values.js";

/** @import {Catalog, Clash, Feed} from "../../generated/api.js" */

/** @typedef {import("./section.js").Context} Context */

/** The units of all stays, each with its product's name. @param {Catalog} catalog */
export const unitsOf = (catalog) =>
  inOrder(catalog.products)
    .filter((product) => product.kind === "stay")
    .flatMap(({ name: product, units }) => units.map(({ id, name }) => ({ id, name, product })));

/** @param {Catalog} catalog @param {string} id */
function unitName(catalog, id) {
  const unit = unitsOf(catalog).find((one) => one.id === id);
  return unit ? `${unit.product}, ${unit.name}` : id;
}

/** @type {import("./section.js").Sort<"feeds", Values>} */
const feeds = {
  name: "feeds",
  title: msg("Calendars read here"),
  edit: msg("Edit the calendar"),
  saved: msg("The calendar is saved"),
  sure: msg("Remove this calendar?"),
  gone: msg("This calendar does not exist. <a>See calendars read here</a>"),
  intro: msg(
    "What other platforms sold of a unit is taken out of sale here, every quarter of an hour.",
  ),
  empty: msg(
    "None yet. Airbnb, Booking.com and others give a calendar's address (iCal) for each unit.",
  ),
  additions: [{ item: "new", label: msg("Add a calendar"), title: msg("New calendar") }],
  nameOf: ({ name, url }) => name || new URL(url).hostname,
  row: (feed, { catalog, property }) =>
    html`<bdi>${unitName(catalog, feed.unit)}</bdi><br />
      ${
        feed.read_at
          ? rich(
              "Last read <time>{at:moment}</time>",
              { at: { at: feed.read_at, zone: property.time_zone } },
              { time: timeTag(feed.read_at) },
            )
          : t("Not read yet")
      }
      ${feed.problem && html`<br /><${Badge} tone="bad">${t("Problem")}<//> <bdi>${sentence(feed.reason?.code, feed.reason?.params) || feed.problem}</bdi>`}
      ${feed.conflicts.map(
        ({ from, to }) =>
          html`<br /><${Badge} tone="warn">${t("Sold twice")}<//> ${dateRange(from, to)}`,
      )}`,
  removal: msg("Its days are free again for guests here."),
  values: valuesOf,
  body: ({ unit, url, name }) => ({ unit, url: url.trim(), name: name.trim() }),
  check: ({ unit, url }, { catalog }) => {
    const { errors, note } = noted(catalog.selling.currency);
    note("unit", !unit && t("Choose a unit."));
    note("url", !/^https:\/\/\S+$/.test(url.trim()) && t("An address that begins with https://."));
    return errors;
  },
  Fields: ({ form, context: { catalog } }) =>
    html`<div class="form-grid">
        <${SelectControl}
          form=${form}
          path="unit"
          label=${t("Unit")}
          required
          options=${unitsOf(catalog).map(({ id }) => [id, unitName(catalog, id)])}
        />
        <${TextControl}
          form=${form}
          path="name"
          label=${t("Platform")}
          placeholder=${t("Airbnb")}
        />
      </div>
      <div class="stacked">
        <${TextControl}
          form=${form}
          path="url"
          label=${t("Address of the calendar")}
          type="url"
          help=${t("The platform calls it the iCal or calendar export link.")}
          required
        />
      </div>`,
};

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {Feed | null} feed null for a new one @param {import("./section.js").Context} context */
function valuesOf(feed, { catalog }) {
  return {
    unit: feed?.unit ?? unitsOf(catalog)[0]?.id ?? "",
    url: feed?.url ?? "",
    name: feed?.name ?? "",
  };
}

/** @param {{context: Context, item: string | null}} props */
export function Calendars({ context, item }) {
  const units = unitsOf(context.catalog);
  if (!units.length) {
    return html`<div class="panel">
      <h2>${t("Calendars")}</h2>
      <p>${t("Calendars belong to the units of stays, and there is none yet.")}</p>
    </div>`;
  }
  return html`<${Section} sort=${feeds} context=${context} item=${item} />
    ${item === null && html`<${GivenAway} context=${context} units=${units} />`}
    <${ClockNote} zone=${context.property.time_zone} />`;
}

/** @param {{context: Context, units: ReturnType<typeof unitsOf>}} props */
function GivenAway({ context, units }) {
  return html`<section class="panel" aria-labelledby="given-away">
    <h2 id="given-away">${t("Calendars for other platforms")}</h2>
    <p class="muted">
      ${t("Give each platform the address of the unit that it sells too. Nights, but no names are in it. Whoever has the address can read it.")}
    </p>
    <ul class="plain records">
      ${units.map(
        ({ id, name, product }) =>
          html`<li key=${id}>
            <${UnitAddress}
              property=${context.property.id}
              unit=${id}
              name=${t("{product}, {unit}", { product, unit: name })}
            />
          </li>`,
      )}
    </ul>
  </section>`;
}

/** @param {{property: string, unit: string, name: string}} props */
function UnitAddress({ property, unit, name }) {
  const { api } = useDesk();
  const [url, setUrl] = useState(/** @type {string | null} */ (null));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [busy, setBusy] = useState(false);
  const show = async () => {
    setBusy(true);
    setError(null);
    try {
      setUrl(await api.catalog(property).feedAddress(unit));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  if (url) return html`<div class="grow"><${CopyField} label=${name} value=${url} /></div>`;
  return html`<bdi class="record">${name}</bdi>
    ${error !== null && html`<${Failure} error=${error} />`}
    <${Button}
      kind="quiet small"
      busy=${busy}
      aria-label=${t("Show the address for {name}", { name })}
      onClick=${show}
    >
      ${t("Show the address")}
    <//>`;
}

/** Nights that were sold here and elsewhere. @param {{conflicts: Clash[]}} props */
export const Conflicts = ({ conflicts }) =>
  conflicts.length === 0
    ? null
    : html`<${Notice} tone="bad">
        <p><strong>${t("Sold twice: here and on another platform")}</strong></p>
        <ul>
          ${conflicts.map(
            ({ feed, unit, name, from, to }) =>
              html`<li key=${`${feed} ${unit} ${from}`}>
                <bdi>${name}</bdi>, ${dateRange(from, to)}
              </li>`,
          )}
        </ul>
        <p>${t("Move one of the bookings to another unit, or cancel it where it was made.")}</p>
      <//>`;
