/** What a property sells: stays by night, appointments, and sessions with seats. */
import { html } from "../../shared/ui.js";
import { Notice } from "../../shared/components.js";
import { msg, plural, rich, t } from "../../shared/words.js";
import { catalogHref } from "../routes.js";
import { ChoicesControl, SelectControl, TextControl } from "../ui/controls.js";
import { textsBody } from "../ui/languages.js";
import { keyed, Rows, unkeyed } from "../ui/rows.js";
import { WeekdaysControl } from "../ui/weekdays.js";
import { NumberControl, OnSale, Ranges, Shown } from "./fields.js";
import { datesIn, scheduleBody, scheduleText, scheduleValues } from "./recurrence.js";
import { inOrder, OffSale, rowNames } from "./section.js";
import { Units } from "./units.js";
import { noted, numberText, rangesBody, rangeValues } from "./values.js";
import { nameTag } from "../ui/show.js";

/** @import {Appointment, AppointmentForm, Catalog, ProductKind, Session, SessionForm, Stay, StayForm} from "../../generated/api.js" */

/** @typedef {import("../ui/form.js").Form} Form */
/** @typedef {import("./section.js").Context} Context */

/** @type {Record<ProductKind, string>} */
export const productKinds = {
  stay: msg("Stay"),
  appointment: msg("Appointment"),
  session: msg("Session"),
};

/** @type {import("./section.js").Sort<"products", Values>} */
export const products = {
  name: "products",
  title: msg("Products"),
  edit: msg("Edit the product"),
  saved: msg("The product is saved"),
  sure: msg("Remove this product?"),
  gone: msg("This product does not exist. <a>See products</a>"),
  intro: msg("What guests book. What each costs is set with the rates."),
  empty: msg(
    "Nothing is sold here yet. Begin with a stay for rooms and beds by night, an appointment for a service at a time of the guest's choice, or a session for a class or trip with seats.",
  ),
  additions: [
    { item: "new-stay", label: msg("Add a stay"), title: msg("New stay") },
    { item: "new-appointment", label: msg("Add an appointment"), title: msg("New appointment") },
    { item: "new-session", label: msg("Add a session"), title: msg("New session") },
  ],
  nameOf: ({ name }) => name,
  texts: ["name", "description"],
  row: (product, context) =>
    html`<${OffSale}
        record=${product}
      />${t(productKinds[product.kind])}${", "}${sizeOf(product, context)}`,
  removal: msg("Guests can't book it any more."),
  values: (product, { catalog }, item) => valuesOf(product ?? fresh(item, catalog)),
  body: bodyOf,
  check,
  place: (field) =>
    field
      .replace(/^(people)\[.*/, "$1")
      .replace(/^(schedules\[\d+\])\.start$/, "$1.from")
      .replace(/^(schedules\[\d+\]\.except).*/, "$1"),
  Fields,
};

/** @typedef {Stay | Appointment | Session} Product */
/** @typedef {ReturnType<typeof stayValues> | ReturnType<typeof appointmentValues> | ReturnType<typeof sessionValues>} Values */

/** @param {Product} product @param {Context} context */
function sizeOf(product, { catalog }) {
  if (product.kind === "stay") {
    return plural("{n} unit", "{n} units", product.units.length);
  }
  if (product.kind === "session") {
    return plural("{minutes} min, {n} seat", "{minutes} min, {n} seats", product.seats, {
      minutes: product.duration,
    });
  }
  const names = product.people.map((id) => catalog.people[id]?.name ?? id);
  const minutes = product.duration;
  return names.length
    ? rich("{minutes} min, <bdi>{names:list}</bdi>", { minutes, names }, { bdi: nameTag })
    : t("{minutes} min, nobody does it yet", { minutes });
}

/**
 * What a new one begins with.
 * @param {string} item "new-stay"
 * @param {Catalog} catalog
 * @returns {Product}
 */
function fresh(item, catalog) {
  const last = Math.max(-1, ...inOrder(catalog.products).map(({ position }) => position));
  const common = {
    ...{ id: "", name: "", description: "", picture_url: null },
    ...{ position: last + 1, on_sale: true, texts: {} },
  };
  if (item === "new-session") {
    return { ...common, kind: "session", duration: 90, seats: 8, least: 0, schedules: [] };
  }
  if (item === "new-appointment") {
    const people = Object.keys(catalog.people);
    return { ...common, kind: "appointment", duration: 60, buffer: 0, step: 15, people };
  }
  const stay = { sleeps: 2, min_nights: 1, max_nights: 90, arrive_on: [], leave_on: [] };
  return { ...common, kind: "stay", ...stay, units: [], closed: [] };
}

/** @param {Product} product @returns {Values} */
function valuesOf(product) {
  if (product.kind === "stay") return stayValues(product);
  return product.kind === "session" ? sessionValues(product) : appointmentValues(product);
}

/** @param {Product} product */
const commonValues = ({ name, description, picture_url, position, on_sale, texts }) => ({
  name,
  description,
  picture_url: picture_url ?? "",
  position,
  on_sale,
  texts,
});

/** @param {Stay} product */
const stayValues = (product) => ({
  ...commonValues(product),
  kind: product.kind,
  sleeps: numberText(product.sleeps),
  min_nights: numberText(product.min_nights),
  max_nights: numberText(product.max_nights),
  arrive_on: product.arrive_on,
  leave_on: product.leave_on,
  units: product.units.map(keyed),
  closed: rangeValues(product.closed),
});

/** @param {Appointment} product */
const appointmentValues = (product) => ({
  ...commonValues(product),
  kind: product.kind,
  duration: numberText(product.duration),
  buffer: numberText(product.buffer),
  step: numberText(product.step),
  people: product.people,
});

/** @param {Session} product a new one begins with one schedule */
const sessionValues = (product) => ({
  ...commonValues(product),
  kind: product.kind,
  duration: numberText(product.duration),
  seats: numberText(product.seats),
  least: numberText(product.least),
  schedules: product.schedules.length
    ? product.schedules.map(scheduleValues)
    : [scheduleValues(null)],
});

/** @param {Values} values @returns {StayForm | AppointmentForm | SessionForm} */
function bodyOf(values) {
  const common = {
    name: values.name.trim(),
    description: values.description,
    picture_url: values.picture_url || null,
    position: values.position,
    on_sale: values.on_sale,
    texts: textsBody(values.texts),
  };
  if (values.kind === "stay") {
    return {
      ...common,
      kind: values.kind,
      sleeps: Number(values.sleeps),
      min_nights: Number(values.min_nights),
      max_nights: Number(values.max_nights),
      arrive_on: values.arrive_on,
      leave_on: values.leave_on,
      units: values.units.map(unkeyed).map((unit) => ({ ...unit, name: unit.name.trim() })),
      closed: rangesBody(values.closed),
    };
  }
  if (values.kind === "session") {
    return {
      ...common,
      kind: values.kind,
      duration: Number(values.duration),
      seats: Number(values.seats),
      least: Number(values.least),
      schedules: values.schedules.map(scheduleBody),
    };
  }
  return {
    ...common,
    kind: values.kind,
    duration: Number(values.duration),
    buffer: Number(values.buffer),
    step: Number(values.step),
    people: values.people,
  };
}

/** @param {Values} values @param {Context} context */
function check(values, { catalog }) {
  const { errors, note, filled, whole, ranges } = noted(catalog.selling.currency);
  filled("name", values.name);
  if (values.kind === "stay") {
    whole("sleeps", values.sleeps, { from: 1, to: 30 });
    whole("min_nights", values.min_nights, { from: 1, to: 365 });
    whole("max_nights", values.max_nights, { from: 1, to: 365 });
    note(
      "max_nights",
      Number(values.max_nights) < Number(values.min_nights) && t("This is less than the least."),
    );
    note("units", !values.units.length && t("Add at least one unit."));
    values.units.forEach(({ name }, index) => filled(`units[${index}].name`, name));
    ranges("closed", values.closed);
    return errors;
  }
  whole("duration", values.duration, { from: 5, to: 600 });
  note("duration", Number(values.duration) % 5 !== 0 && t("In steps of five minutes, please."));
  if (values.kind === "appointment") {
    whole("buffer", values.buffer, { to: 600 });
    note("buffer", Number(values.buffer) % 5 !== 0 && t("In steps of five minutes, please."));
    note("people", !values.people.length && t("Choose who does it."));
    return errors;
  }
  whole("seats", values.seats, { from: 1, to: 500 });
  whole("least", values.least);
  note("least", Number(values.least) > Number(values.seats) && t("There are not so many seats."));
  note("schedules", !values.schedules.length && t("Say when it takes place."));
  values.schedules.forEach((schedule, index) =>
    checkSchedule(schedule, `schedules[${index}]`, note),
  );
  return errors;
}

/**
 * @param {import("./recurrence.js").ScheduleValues} schedule
 * @param {string} path
 * @param {import("./values.js").Notes["note"]} note
 */
function checkSchedule({ from, time, repeat, weekdays, every, until, rule, except }, path, note) {
  note(`${path}.from`, !from && t("Please fill this in."));
  note(`${path}.time`, !time && t("Please fill this in."));
  note(
    `${path}.weekdays`,
    repeat === "weekly" && !weekdays.length && t("Choose at least one day."),
  );
  note(
    `${path}.every`,
    !/^\s*[1-9]\d?\s*$/.test(every) && t("A whole number from 1 to 99, please."),
  );
  note(`${path}.until`, until && until < from && t("This is before the first day."));
  note(`${path}.rule`, repeat === "rule" && !rule.trim() && t("Please fill this in."));
  const strange = datesIn(except).find((day) => !/^\d{4}-\d\d-\d\d$/.test(day));
  note(
    `${path}.except`,
    strange && t("“{text}” is not a date like 2027-08-15.", { text: strange }),
  );
}

/** @param {{form: Form, context: Context}} props */
function Fields({ form, context }) {
  const kind = form.at("kind");
  return html`<${Shown} form=${form} picture />
    ${kind === "stay" && html`<${StayFields} form=${form} />`}
    ${kind === "appointment" && html`<${AppointmentFields} form=${form} context=${context} />`}
    ${kind === "session" && html`<${SessionFields} form=${form} />`}
    <${OnSale} form=${form} />`;
}

/** @param {{form: Form}} props */
const StayFields = ({ form }) =>
  html`<${Units} form=${form} />
    <div class="form-grid">
      <${NumberControl}
        form=${form}
        path="sleeps"
        label=${t("Guests in one unit, at most")}
        required
      />
      <${NumberControl} form=${form} path="min_nights" label=${t("Nights, at least")} required />
      <${NumberControl} form=${form} path="max_nights" label=${t("Nights, at most")} required />
    </div>
    <${WeekdaysControl}
      form=${form}
      path="arrive_on"
      legend=${t("Arrival on")}
      help=${t("None chosen means every day.")}
    />
    <${WeekdaysControl}
      form=${form}
      path="leave_on"
      legend=${t("Departure on")}
      help=${t("None chosen means every day.")}
    />
    <${Ranges}
      form=${form}
      path="closed"
      title=${t("Closed")}
      help=${t("Nights on which it is never sold: winter break, renovation.")}
      one=${rowNames.closed}
      removal=${msg("Remove closed span {number}")}
      add=${t("Add a closed span")}
    />`;

/** @param {{form: Form, context: Context}} props */
function AppointmentFields({ form, context }) {
  const people = inOrder(context.catalog.people);
  return html`<div class="form-grid">
      <${NumberControl} form=${form} path="duration" label=${t("Minutes")} required />
      <${NumberControl}
        form=${form}
        path="buffer"
        label=${t("Minutes free afterwards")}
        help=${t("For cleaning up")}
      />
      <${SelectControl}
        form=${form}
        path="step"
        label=${t("Times are offered every")}
        options=${[5, 10, 15, 20, 30, 60].map((step) => [
          String(step),
          plural("{n} minute", "{n} minutes", step),
        ])}
      />
    </div>
    ${
      people.length
        ? html`<${ChoicesControl}
            form=${form}
            path="people"
            legend=${t("Done by")}
            options=${people.map(({ id, name }) => ({ value: id, label: html`<bdi>${name}</bdi>` }))}
            chosen=${form.at("people")}
            onChange=${(/** @type {string[]} */ chosen) => form.set("people", chosen)}
          />`
        : html`<div id="field-people" tabindex="-1">
            <${Notice} tone="warn">
              ${rich(
                "Nobody is there to do it yet. <a>Add a person first</a>",
                {},
                {
                  a: (words) =>
                    html`<a href=${catalogHref(context.property.id, "people", "new")}>${words}</a>`,
                },
              )}
            <//>
          </div>`
    }`;
}

/** @param {{form: Form}} props */
const SessionFields = ({ form }) =>
  html`<div class="form-grid">
      <${NumberControl} form=${form} path="duration" label=${t("Minutes")} required />
      <${NumberControl} form=${form} path="seats" label=${t("Seats")} required />
      <${NumberControl}
        form=${form}
        path="least"
        label=${t("Takes place from")}
        help=${t("So many seats sold. Guests are told, you decide.")}
      />
    </div>
    <${Rows}
      form=${form}
      path="schedules"
      title=${t("When")}
      one=${rowNames.schedules}
      removal=${msg("Remove schedule {number}")}
      add=${t("Add a schedule")}
      make=${() => scheduleValues(null)}
    >
      ${(/** @type {string} */ path) => html`<${Schedule} form=${form} path=${path} />`}
    <//>`;

/** @param {{form: Form, path: string}} props */
function Schedule({ form, path }) {
  /** @type {import("./recurrence.js").ScheduleValues} */
  const values = form.at(path);
  const { repeat, from, time, weekdays } = values;
  const said = from && time && (repeat !== "weekly" || weekdays.length);
  return html`<div class="form-grid">
      <${SelectControl}
        form=${form}
        path=${`${path}.repeat`}
        label=${t("Takes place")}
        options=${[
          ["once", t("Once")],
          ["daily", t("Every day")],
          ["weekly", t("On days of the week")],
          ["rule", t("By another rule")],
        ]}
      />
      <${TextControl}
        form=${form}
        path=${`${path}.from`}
        label=${repeat === "once" ? t("Day") : t("First day")}
        type="date"
        required
      />
      <${TextControl}
        form=${form}
        path=${`${path}.time`}
        label=${t("Begins at")}
        type="time"
        required
      />
      ${
        (repeat === "daily" || repeat === "weekly") &&
        html`<${NumberControl}
            form=${form}
            path=${`${path}.every`}
            label=${repeat === "daily" ? t("Every so many days") : t("Every so many weeks")}
          />
          <${TextControl}
            form=${form}
            path=${`${path}.until`}
            label=${t("Last day")}
            type="date"
          />`
      }
    </div>
    ${
      repeat === "weekly" &&
      html`<${WeekdaysControl} form=${form} path=${`${path}.weekdays`} legend=${t("On")} />`
    }
    ${
      repeat === "rule" &&
      html`<div class="stacked">
        <${TextControl}
          form=${form}
          path=${`${path}.rule`}
          label=${t("Rule")}
          dir="ltr"
          help=${t("An RRULE of RFC 5545, such as FREQ=MONTHLY;BYDAY=1SA for the first Saturday of a month")}
          required
        />
      </div>`
    }
    ${
      repeat !== "once" &&
      html`<div class="stacked">
        <${TextControl}
          form=${form}
          path=${`${path}.except`}
          label=${t("Not on")}
          dir="ltr"
          help=${t("Dates apart by commas: 2027-08-15, 2027-09-01")}
        />
      </div>`
    }
    ${said && html`<p class="muted small" role="status">${scheduleText(values)}</p>`}`;
}
