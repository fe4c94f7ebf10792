/** Things on the side: breakfast, towels, a transfer. */
import { html } from "../../shared/ui.js";
import { msg, t } from "../../shared/words.js";
import { SelectControl } from "../ui/controls.js";
import { textsBody } from "../ui/languages.js";
import {
  AmountControl,
  NumberControl,
  OnSale,
  ProductChoices,
  saidOptions,
  Shown,
  TaxFields,
} from "./fields.js";
import { inOrder, OffSale } from "./section.js";
import { amountOf, amountText, noted, numberText, taxBody, taxValues, wholeOf } from "./values.js";

/** @import {Extra, ExtraPer} from "../../generated/api.js" */

/** @type {Record<ExtraPer, string>} */
const counted = {
  booking: msg("once a booking"),
  person: msg("for each person"),
  night: msg("for each night"),
  person_night: msg("for each person and night"),
};

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {Extra | null} extra null for a new one @param {import("./section.js").Context} context */
function valuesOf(extra, { catalog }) {
  return {
    name: extra?.name ?? "",
    description: extra?.description ?? "",
    texts: extra?.texts ?? {},
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
  title: msg("Extras"),
  edit: msg("Edit the extra"),
  saved: msg("The extra is saved"),
  sure: msg("Remove this extra?"),
  gone: msg("This extra does not exist. <a>See extras</a>"),
  intro: msg("Guests add these to what they book."),
  empty: msg("There is none yet. Breakfast, towels or a transfer would be extras."),
  additions: [{ item: "new", label: msg("Add an extra"), title: msg("New extra") }],
  nameOf: ({ name }) => name,
  texts: ["name", "description"],
  row: (extra, { catalog }) =>
    html`<${OffSale} record=${extra} />${t(
        extra.stock === null
          ? msg("{price:money} {per}")
          : msg("{price:money} {per}, {stock} a day"),
        {
          price: { amount: extra.price, currency: catalog.selling.currency },
          per: t(counted[extra.per]),
          stock: extra.stock,
        },
      )}`,
  removal: msg("Guests can't add it any more. Bookings that have it keep it."),
  values: valuesOf,
  body: (values, { catalog }) => ({
    ...values,
    name: values.name.trim(),
    texts: textsBody(values.texts),
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
          label=${t("Price")}
          currency=${catalog.selling.currency}
          required
        />
        <${SelectControl}
          form=${form}
          path="per"
          label=${t("extra|Paid")}
          options=${saidOptions(counted)}
        />
        <${NumberControl}
          form=${form}
          path="stock"
          label=${t("How many there are a day")}
          help=${t("Empty means as many as asked for.")}
        />
        <${TaxFields} form=${form} />
      </div>
      <${ProductChoices}
        form=${form}
        path="products"
        catalog=${catalog}
        legend=${t("Goes with")}
        help=${t("None chosen means with all.")}
      />
      <${OnSale} form=${form} />`,
};
