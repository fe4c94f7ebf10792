/** Rate plans: what each product costs, for whom, and when it is another price. */
import { html } from "../../shared/ui.js";
import { FieldError } from "../../shared/components.js";
import { msg, plural, rich, t } from "../../shared/words.js";
import { idOf, SelectControl, TextControl } from "../ui/controls.js";
import { textsBody } from "../ui/languages.js";
import { keyed, Rows } from "../ui/rows.js";
import {
  AmountControl,
  inCurrency,
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
import {
  amountOf,
  amountText,
  noted,
  numberText,
  percentOf,
  taxBody,
  taxValues,
  wholeOf,
} from "./values.js";
import { nameTag } from "../ui/show.js";

/** @import {Catalog, Rate} from "../../generated/api.js" */

/** @typedef {import("../ui/form.js").Form} Form */
/** @typedef {import("./section.js").Context} Context */

/** @type {import("./section.js").Sort<"rates", Values>} */
export const rates = {
  name: "rates",
  title: msg("Rates"),
  edit: msg("Edit the rate"),
  saved: msg("The rate is saved"),
  sure: msg("Remove this rate?"),
  gone: msg("This rate does not exist. <a>See rates</a>"),
  intro: msg("A product is sold at every rate that has a price for it."),
  empty: msg("There is no rate yet. What you sell can be booked as soon as it has a price."),
  additions: [{ item: "new", label: msg("Add a rate"), title: msg("New rate") }],
  nameOf: ({ name }) => name,
  texts: ["name", "description"],
  row: (rate, { catalog }) =>
    html`<${OffSale} record=${rate} />
      <ul class="plain">
        ${inOrder(catalog.products)
          .filter(({ id }) => id in rate.prices)
          .map(
            ({ id, name }) =>
              html`<li key=${id}>
                ${rich(
                  "<bdi>{product}</bdi>: {price}",
                  {
                    product: name,
                    price: priceText(rate.per, rate.prices[id], catalog.selling.currency),
                  },
                  { bdi: nameTag },
                )}
              </li>`,
          )}
      </ul>
      ${rate.rules.length > 0 && plural("{n} rule", "{n} rules", rate.rules.length)}`,
  removal: msg(
    "Nothing can be booked at it any more. Bookings that were made at it keep their price.",
  ),
  values: valuesOf,
  body: bodyOf,
  check,
  Fields,
};

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {Rate | null} rate null for a new one @param {Context} context */
function valuesOf(rate, { catalog }) {
  const { currency } = catalog.selling;
  /** @type {[string, string][]} */
  const prices = Object.keys(catalog.products).map((id) => [
    id,
    amountText(rate?.prices[id], currency),
  ]);
  return {
    name: rate?.name ?? "",
    description: rate?.description ?? "",
    texts: rate?.texts ?? {},
    prices: Object.fromEntries(prices),
    per: rate?.per ?? "unit",
    includes: numberText(rate?.includes ?? 2),
    extra_adult: amountText(rate?.extra_adult ?? 0, currency),
    min_nights: numberText(rate?.min_nights ?? 1),
    policy: rate?.policy ?? "",
    ...taxValues(rate, catalog),
    children: childValues(rate?.children, currency),
    occupancy: (rate?.occupancy ?? []).map(({ guests, amount }) =>
      keyed({ guests: String(guests), amount: amountText(amount, currency) }),
    ),
    rules: ruleValues(rate?.rules, currency),
    stay_discounts: (rate?.stay_discounts ?? []).map(({ nights, percent }) =>
      keyed({ nights: String(nights), percent: String(percent) }),
    ),
    on_sale: rate?.on_sale ?? true,
    position: rate?.position ?? inOrder(catalog.rates).length,
  };
}

/** @param {Values} values @param {Context} context @returns {import("../../generated/api.js").RateForm} */
function bodyOf(values, { catalog }) {
  const { currency } = catalog.selling;
  const priced = Object.entries(values.prices).filter(([, text]) => text.trim());
  const per_unit = values.per === "unit";
  return {
    name: values.name.trim(),
    description: values.description,
    texts: textsBody(values.texts),
    prices: Object.fromEntries(priced.map(([id, text]) => [id, amountOf(text, currency)])),
    per: values.per,
    includes: wholeOf(values.includes) ?? 2,
    extra_adult: amountOf(values.extra_adult, currency),
    min_nights: wholeOf(values.min_nights) ?? 1,
    policy: values.policy || null,
    ...taxBody(values),
    children: childrenBody(values.children, currency),
    occupancy: per_unit
      ? values.occupancy.map(({ guests, amount }) => ({
          guests: wholeOf(guests) ?? 0,
          amount: amountOf(amount, currency),
        }))
      : [],
    rules: rulesBody(values.rules, currency),
    stay_discounts: values.stay_discounts
      .map(({ nights, percent }) => ({
        nights: wholeOf(nights) ?? 0,
        percent: percentOf(percent) ?? "0",
      }))
      .sort((one, other) => one.nights - other.nights),
    on_sale: values.on_sale,
    position: values.position,
  };
}

/** @param {Values} values @param {Context} context */
function check(values, { catalog }) {
  const notes = noted(catalog.selling.currency);
  const { errors, note, filled, whole, amount, percent } = notes;
  filled("name", values.name);
  const prices = Object.entries(values.prices);
  prices.forEach(([id, text]) => amount(`prices.${id}`, text, { optional: true }));
  note("prices", !prices.some(([, text]) => text.trim()) && t("Give at least one price."));
  whole("min_nights", values.min_nights, { from: 1, to: 365 });
  percent("tax_rate", values.tax_rate || "0");
  if (values.per === "unit") {
    whole("includes", values.includes, { from: 1, to: 30 });
    amount("extra_adult", values.extra_adult, { optional: true });
    values.occupancy.forEach((row, index) => {
      whole(`occupancy[${index}].guests`, row.guests, { from: 1, to: 30 });
      amount(`occupancy[${index}].amount`, row.amount, { negative: true });
    });
  }
  checkChildren(values.children, notes);
  checkRules(values.rules, notes);
  values.stay_discounts.forEach((row, index) => {
    whole(`stay_discounts[${index}].nights`, row.nights, { from: 2, to: 365 });
    percent(`stay_discounts[${index}].percent`, row.percent);
  });
  return errors;
}

/** @param {{form: Form, context: Context}} props */
function Fields({ form, context }) {
  const { catalog, policies } = context;
  const { currency } = catalog.selling;
  const per_unit = form.at("per") === "unit";
  return html`<${Shown} form=${form} />
    <${Prices} form=${form} catalog=${catalog} />
    <div class="form-grid">
      <${SelectControl}
        form=${form}
        path="per"
        label=${t("A price is for")}
        options=${[
          ["unit", t("The whole unit")],
          ["person", t("Each person")],
        ]}
      />
      ${
        per_unit &&
        html`<${NumberControl}
            form=${form}
            path="includes"
            label=${t("Guests it covers")}
            required
          />
          <${AmountControl}
            form=${form}
            path="extra_adult"
            label=${t("Each adult beyond")}
            currency=${currency}
          />`
      }
      <${NumberControl} form=${form} path="min_nights" label=${t("Nights, at least")} />
    </div>
    <div class="form-grid">
      <${TaxFields} form=${form} />
      <${PolicyChoice} form=${form} policies=${policies} />
    </div>
    <${RuleRows} form=${form} catalog=${catalog} products />
    <${ChildRows} form=${form} currency=${currency} />
    ${per_unit && html`<${Occupancy} form=${form} currency=${currency} />`}
    <${Rows}
      form=${form}
      path="stay_discounts"
      title=${t("Long stays")}
      help=${t("The longest that fits counts.")}
      one=${rowNames.stay_discounts}
      removal=${msg("Remove discount {number}")}
      add=${t("Add a discount")}
      make=${() => ({ nights: "7", percent: "10" })}
    >
      ${(/** @type {string} */ path) =>
        html`<div class="form-grid">
          <${NumberControl}
            form=${form}
            path=${`${path}.nights`}
            label=${t("Nights, at least")}
            required
          />
          <${TextControl}
            form=${form}
            path=${`${path}.percent`}
            label=${t("Percent off")}
            inputmode="decimal"
            dir="ltr"
            required
          />
        </div>`}
    <//>
    <${OnSale} form=${form} />`;
}

/** @param {{form: Form, currency: string}} props */
const Occupancy = ({ form, currency }) =>
  html`<${Rows}
    form=${form}
    path="occupancy"
    title=${t("By number of guests")}
    help=${t("On top of a night's price, or off it with a minus: for one guest alone, for instance.")}
    one=${rowNames.occupancy}
    removal=${msg("Remove number of guests {number}")}
    add=${t("Add a number of guests")}
    make=${() => ({ guests: "1", amount: "" })}
  >
    ${(/** @type {string} */ path) =>
      html`<div class="form-grid">
        <${NumberControl} form=${form} path=${`${path}.guests`} label=${t("Guests")} required />
        <${AmountControl}
          form=${form}
          path=${`${path}.amount`}
          label=${t("A night")}
          currency=${currency}
          required
        />
      </div>`}
  <//>`;

/** A price for each product; without one it is not sold at this rate. @param {{form: Form, catalog: Catalog}} props */
function Prices({ form, catalog }) {
  const error = form.errors.prices;
  return html`<fieldset class="prices" id=${idOf("prices")} tabindex="-1">
    <legend>${t("Prices")}</legend>
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">${t("Product")}</th>
          <th scope="col">${inCurrency(t("Price"), catalog.selling.currency)}</th>
        </tr>
      </thead>
      <tbody>
        ${inOrder(catalog.products).map(
          (product) => html`<${Price} key=${product.id} form=${form} product=${product} />`,
        )}
      </tbody>
    </table>
    ${error && html`<${FieldError} id="prices-error">${error}<//>`}
    <p class="help">${t("Without a price a product is not sold at this rate.")}</p>
  </fieldset>`;
}

/** @type {Record<string, string>} */
const priceOf = {
  stay: msg("Stay, a night"),
  appointment: msg("Appointment, each"),
  session: msg("Session, a seat"),
};

/** @param {{form: Form, product: import("./products.js").Product}} props */
function Price({ form, product }) {
  const path = `prices.${product.id}`;
  const id = idOf(path);
  const error = form.errors[path];
  return html`<tr>
    <th scope="row">
      <label for=${id}><span dir="auto">${product.name}</span></label>
      <span class="detail muted small">${t(priceOf[product.kind])}</span>
    </th>
    <td>
      <input
        id=${id}
        inputmode="decimal"
        dir="ltr"
        autocomplete="off"
        aria-invalid=${error ? "true" : undefined}
        aria-describedby=${error ? `${id}-error` : undefined}
        value=${form.at(path) ?? ""}
        onInput=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => form.set(path, event.currentTarget.value)}
      />
      ${error && html`<${FieldError} id=${`${id}-error`}>${error}<//>`}
    </td>
  </tr>`;
}
