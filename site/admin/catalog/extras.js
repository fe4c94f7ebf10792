/** Things on the side: breakfast, towels, a transfer. */
import { html } from "../../shared/ui.js";
import { money } from "../../shared/format.js";
import { SelectControl } from "../ui/controls.js";
import {
  AmountControl,
  NumberControl,
  OnSale,
  ProductChoices,
  Shown,
  TaxFields,
} from "./fields.js";
import { inOrder, OffSale } from "./section.js";
import { amountOf, amountText, noted, numberText, taxBody, taxValues, wholeOf } from "./values.js";

/** @import {Extra, ExtraPer} from "../../generated/api.js" */

/** @type {Record<ExtraPer, string>} */
const counted = {
  booking: "once a booking",
  person: "for each person",
  night: "for each night",
  person_night: "for each person and night",
};

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {Extra | null} extra null for a new one @param {import("./section.js").Context} context */
function valuesOf(extra, { catalog }) {
  return {
    name: extra?.name ?? "",
    description: extra?.description ?? "",
    price: amountText(extra?.price, catalog.selling.currency),
    per: extra?.per ?? "booking",
    stock: numberText(extra?.stock),
    products: extra?.products ?? [],
    ...taxValues(extra, catalog),
    on_sale: extra?.on_sale ?? true,
    position: extra?.position ?? inOrder(catalog.extras).length,
  };
}

/** @type {import("./section.js").Sort<"extras", Values>} */
export const extras = {
  name: "extras",
  title: "Extras",
  what: "extra",
  intro: "Guests add these to what they book.",
  empty: "There is none yet. Breakfast, towels or a transfer would be extras.",
  additions: [{ item: "new", label: "Add an extra" }],
  nameOf: ({ name }) => name,
  row: (extra, { catalog }) =>
    html`<${OffSale} record=${extra} />${money({
        amount: extra.price,
        currency: catalog.selling.currency,
      })}${" "}${counted[extra.per]}${extra.stock !== null && `, ${extra.stock} a day`}`,
  removal: "Guests can't add it any more. Bookings that have it keep it.",
  values: valuesOf,
  body: (values, { catalog }) => ({
    ...values,
    name: values.name.trim(),
    price: amountOf(values.price, catalog.selling.currency),
    stock: wholeOf(values.stock),
    ...taxBody(values),
  }),
  check: (values, { catalog }) => {
    const { errors, filled, amount, whole, percent } = noted(catalog.selling.currency);
    filled("name", values.name);
    amount("price", values.price);
    whole("stock", values.stock, { optional: true });
    percent("tax_rate", values.tax_rate || "0");
    return errors;
  },
  Fields: ({ form, context: { catalog } }) =>
    html`<${Shown} form=${form} />
      <div class="form-grid">
        <${AmountControl}
          form=${form}
          path="price"
          label="Price"
          currency=${catalog.selling.currency}
          required
        />
        <${SelectControl} form=${form} path="per" label="Paid" options=${Object.entries(counted)} />
        <${NumberControl}
          form=${form}
          path="stock"
          label="How many there are a day"
          help="Empty means as many as asked for."
        />
        <${TaxFields} form=${form} />
      </div>
      <${ProductChoices}
        form=${form}
        path="products"
        catalog=${catalog}
        legend="Goes with"
        help="None chosen means with all."
      />
      <${OnSale} form=${form} />`,
};
