/** Several things under one price: a surf week, a spa day. */
import { html } from "../../shared/ui.js";
import { msg, plural, t } from "../../shared/words.js";
import { SelectControl, TextControl } from "../ui/controls.js";
import { textsBody } from "../ui/languages.js";
import { keyed, Rows } from "../ui/rows.js";
import { WeekdaysControl } from "../ui/weekdays.js";
import {
  AmountControl,
  NumberControl,
  OnSale,
  PolicyChoice,
  priceText,
  Shown,
  TaxFields,
} from "./fields.js";
import {
  checkChildren,
  checkRules,
  childrenBody,
  ChildRows,
  childValues,
  rulesBody,
  RuleRows,
  ruleValues,
} from "./price-rules.js";
import { inOrder, OffSale, rowNames } from "./section.js";
import { amountOf, amountText, noted, taxBody, taxValues, wholeOf } from "./values.js";

/** @import {Catalog, Package as PackageRecord, PackagePart} from "../../generated/api.js" */

/** @typedef {import("../ui/form.js").Form} Form */
/** @typedef {import("./section.js").Context} Context */

/** @type {import("./section.js").Sort<"packages", Values>} */
export const packages = {
  name: "packages",
  title: msg("Packages"),
  edit: msg("Edit the package"),
  saved: msg("The package is saved"),
  sure: msg("Remove this package?"),
  gone: msg("This package does not exist. <a>See packages</a>"),
  intro: msg(
    "Several things under one price. Guests pick the first day, and pay nothing for the parts.",
  ),
  empty: msg("There is none yet. A week with seven nights and five lessons would be a package."),
  additions: [{ item: "new", label: msg("Add a package"), title: msg("New package") }],
  nameOf: ({ name }) => name,
  texts: ["name", "description"],
  row: (pack, { catalog }) =>
    html`<${OffSale}
        record=${pack}
      />${priceText(pack.per, pack.price, catalog.selling.currency)}${", "}${plural("{n} part", "{n} parts", pack.parts.length)}`,
  removal: msg("Nobody can book it any more. Bookings that have it keep it."),
  values: valuesOf,
  body: (values, { catalog }) => ({
    ...values,
    name: values.name.trim(),
    texts: textsBody(values.texts),
    picture_url: values.picture_url || null,
    price: amountOf(values.price, catalog.selling.currency),
    parts: values.parts.map((part) => partBody(part, catalog)),
    rules: rulesBody(values.rules, catalog.selling.currency),
    children: childrenBody(values.children, catalog.selling.currency),
    ...taxBody(values),
    policy: values.policy || null,
  }),
  check,
  place: (field) =>
    field
      .replace(/^(parts\[\d+\])\.(product|extra)$/, "$1.what")
      .replace(/^(parts\[\d+\]\.days).*/, "$1"),
  Fields,
};

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {PackageRecord | null} pack null for a new one @param {Context} context */
function valuesOf(pack, { catalog }) {
  return {
    name: pack?.name ?? "",
    description: pack?.description ?? "",
    texts: pack?.texts ?? {},
    picture_url: pack?.picture_url ?? "",
    price: amountText(pack?.price, catalog.selling.currency),
    per: pack?.per ?? "person",
    parts: /** @type {(PackagePart | null)[]} */ (pack?.parts ?? [null]).map(partValues),
    start_on: pack?.start_on ?? [],
    rules: ruleValues(pack?.rules, catalog.selling.currency),
    children: childValues(pack?.children, catalog.selling.currency),
    ...taxValues(pack, catalog),
    policy: pack?.policy ?? "",
    on_sale: pack?.on_sale ?? true,
    position: pack?.position ?? inOrder(catalog.packages).length,
  };
}

/** @typedef {ReturnType<typeof partValues>} PartValues */

/** A part says which thing it is by one field: "product:dorm". @param {PackagePart | null} part null for a new one */
const partValues = (part) =>
  keyed({
    what: part?.product ? `product:${part.product}` : part?.extra ? `extra:${part.extra}` : "",
    nights: String(part?.nights || 7),
    // People count a package's days from one.
    days: (part?.days ?? []).map((day) => day + 1).join(", "),
    quantity: String(part?.quantity ?? 1),
  });

/** @param {PartValues} part @param {Catalog} catalog */
function partBody({ what, nights, days, quantity }, catalog) {
  const [sort, id] = what.split(":");
  if (sort === "extra") {
    return { product: null, extra: id, nights: 0, days: [], quantity: wholeOf(quantity) ?? 1 };
  }
  const stay = catalog.products[id]?.kind === "stay";
  return {
    product: id,
    extra: null,
    nights: stay ? (wholeOf(nights) ?? 0) : 0,
    days: stay ? [] : daysIn(days).map((day) => day - 1),
    quantity: 1,
  };
}

/** @param {string} text "1, 2, 4" */
const daysIn = (text) =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);

/** @param {Values} values @param {Context} context */
function check(values, { catalog }) {
  const notes = noted(catalog.selling.currency);
  const { errors, note, filled, amount, whole, percent } = notes;
  filled("name", values.name);
  amount("price", values.price);
  percent("tax_rate", values.tax_rate || "0");
  note("parts", !values.parts.length && t("Say what is in it."));
  values.parts.forEach((part, index) => {
    const path = `parts[${index}]`;
    const kind = kindOf(part.what, catalog);
    note(`${path}.what`, !kind && t("Choose what it is."));
    if (kind === "stay") whole(`${path}.nights`, part.nights, { from: 1, to: 365 });
    if (kind === "extra") whole(`${path}.quantity`, part.quantity, { from: 1, to: 100 });
    if (kind === "session" || kind === "appointment") {
      const days = daysIn(part.days);
      const wrong = !days.length || days.some((day) => !Number.isInteger(day) || day < 1);
      note(`${path}.days`, wrong && t("Days of the package like 1, 2, 4, please."));
    }
  });
  checkRules(values.rules, notes);
  checkChildren(values.children, notes);
  return errors;
}

/** @param {string} what @param {Catalog} catalog @returns {string} */
function kindOf(what, catalog) {
  const [sort, id] = what.split(":");
  return sort === "extra" ? "extra" : (catalog.products[id]?.kind ?? "");
}

/** @param {{form: Form, context: Context}} props */
function Fields({ form, context: { catalog, policies } }) {
  const { currency } = catalog.selling;
  return html`<${Shown} form=${form} picture />
    <div class="form-grid">
      <${AmountControl}
        form=${form}
        path="price"
        label=${t("Price")}
        currency=${currency}
        required
      />
      <${SelectControl}
        form=${form}
        path="per"
        label=${t("The price is for")}
        options=${[
          ["person", t("Each person")],
          ["booking", t("The whole party")],
        ]}
      />
      <${TaxFields} form=${form} />
      <${PolicyChoice} form=${form} policies=${policies} />
    </div>
    <${WeekdaysControl}
      form=${form}
      path="start_on"
      legend=${t("Begins on")}
      help=${t("None chosen means every day.")}
    />
    <${Rows}
      form=${form}
      path="parts"
      title=${t("What is in it")}
      one=${rowNames.parts}
      removal=${msg("Remove part {number}")}
      add=${t("Add a part")}
      make=${() => partValues(null)}
    >
      ${(/** @type {string} */ path) =>
        html`<${Part} form=${form} path=${path} catalog=${catalog} />`}
    <//>
    <${RuleRows} form=${form} catalog=${catalog} />
    <${ChildRows} form=${form} currency=${currency} />
    <${OnSale} form=${form} />`;
}

/** @param {{form: Form, path: string, catalog: Catalog}} props */
function Part({ form, path, catalog }) {
  const kind = kindOf(form.at(`${path}.what`), catalog);
  const choices = [
    ...inOrder(catalog.products).map(({ id, name }) => [`product:${id}`, name]),
    ...inOrder(catalog.extras).map(({ id, name }) => [`extra:${id}`, name]),
  ];
  return html`<div class="form-grid">
    <${SelectControl}
      form=${form}
      path=${`${path}.what`}
      label=${t("Product or extra")}
      empty=${t("Choose")}
      required
      options=${choices}
    />
    ${
      kind === "stay" &&
      html`<${NumberControl} form=${form} path=${`${path}.nights`} label=${t("Nights")} required />`
    }
    ${
      kind === "extra" &&
      html`<${NumberControl}
        form=${form}
        path=${`${path}.quantity`}
        label=${t("How many")}
        required
      />`
    }
    ${
      (kind === "session" || kind === "appointment") &&
      html`<${TextControl}
        form=${form}
        path=${`${path}.days`}
        label=${t("On which days")}
        dir="ltr"
        help=${t("1 is the day of arrival: 2, 3, 4 are the three days after it.")}
        required
      />`
    }
  </div>`;
}
