/** Codes that take something off. */
import { html } from "../../shared/ui.js";
import { toMinor } from "../../shared/currency.js";
import { msg, rich, t } from "../../shared/words.js";
import { CheckControl, SelectControl, TextControl } from "../ui/controls.js";
import { GuestText, textsBody } from "../ui/languages.js";
import { AmountControl, NumberControl, ProductChoices, RangeFields } from "./fields.js";
import { OffSale } from "./section.js";
import { amountText, noted, numberText, percentOf, wholeOf } from "./values.js";
import { nameTag } from "../ui/show.js";

/** @import {DateRange, Promotion} from "../../generated/api.js" */

/** @typedef {import("./section.js").Context} Context */

/** @type {import("./section.js").Sort<"promotions", Values>} */
export const promotions = {
  name: "promotions",
  title: msg("Promotions"),
  edit: msg("Edit the promotion"),
  saved: msg("The promotion is saved"),
  sure: msg("Remove this promotion?"),
  gone: msg("This promotion does not exist. <a>See promotions</a>"),
  intro: msg("Guests type a code when they book."),
  empty: msg("There is none yet. SUMMER10 could take ten percent off."),
  additions: [{ item: "new", label: msg("Add a promotion"), title: msg("New promotion") }],
  nameOf: ({ code }) => code,
  texts: ["name"],
  row: (promotion, { catalog }) =>
    html`<${OffSale} record=${promotion} />${
        promotion.percent !== null
          ? rich(
              "{part:percent} off, <bdi>{name}</bdi>",
              { part: String(Number(promotion.percent) / 100), name: promotion.name },
              { bdi: nameTag },
            )
          : rich(
              "{amount:money} off, <bdi>{name}</bdi>",
              {
                amount: { amount: promotion.amount ?? 0, currency: catalog.selling.currency },
                name: promotion.name,
              },
              { bdi: nameTag },
            )
      }`,
  removal: msg(
    "The code does not work any more. Bookings that were made with it keep their price.",
  ),
  values: valuesOf,
  body: ({ kind, ...values }, { catalog }) => ({
    ...values,
    code: values.code.trim().toUpperCase(),
    name: values.name.trim(),
    texts: textsBody(values.texts),
    percent: kind === "percent" ? percentOf(values.percent) : null,
    amount: kind === "amount" ? toMinor(values.amount, catalog.selling.currency) : null,
    book: rangeBody(values.book),
    stay: rangeBody(values.stay),
    min_nights: wholeOf(values.min_nights) ?? 0,
    uses: wholeOf(values.uses),
  }),
  check,
  Fields,
};

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {Promotion | null} promotion null for a new one @param {import("./section.js").Context} context */
function valuesOf(promotion, { catalog }) {
  return {
    code: promotion?.code ?? "",
    name: promotion?.name ?? "",
    texts: promotion?.texts ?? {},
    kind: typeof promotion?.amount === "number" ? "amount" : "percent",
    percent: numberText(promotion?.percent),
    amount: amountText(promotion?.amount, catalog.selling.currency),
    book: rangeOf(promotion?.book),
    stay: rangeOf(promotion?.stay),
    min_nights: numberText(promotion?.min_nights || ""),
    products: promotion?.products ?? [],
    uses: numberText(promotion?.uses),
    on_sale: promotion?.on_sale ?? true,
  };
}

/** @param {DateRange | null} [range] */
const rangeOf = (range) => ({ from: range?.from ?? "", to: range?.to ?? "" });

/** @param {{from: string, to: string}} range */
const rangeBody = (range) => (range.from && range.to ? range : null);

/** @param {Values} values @param {Context} context */
function check(values, { catalog }) {
  const { errors, note, filled, amount, percent, whole } = noted(catalog.selling.currency);
  note(
    "code",
    !/^[A-Z0-9-]{2,30}$/i.test(values.code.trim()) && t("2 to 30 letters and digits, please."),
  );
  filled("name", values.name);
  if (values.kind === "percent") percent("percent", values.percent);
  else amount("amount", values.amount);
  for (const part of /** @type {const} */ (["book", "stay"])) {
    const { from, to } = values[part];
    note(`${part}.from`, to && !from && t("Please fill this in."));
    note(`${part}.to`, from && !to && t("Please fill this in."));
    note(`${part}.to`, from && to && to < from && t("This is before the first day."));
  }
  whole("min_nights", values.min_nights, { optional: true, to: 365 });
  whole("uses", values.uses, { optional: true, from: 1 });
  return errors;
}

/** @param {{form: import("../ui/form.js").Form, context: Context}} props */
function Fields({ form, context: { catalog } }) {
  return html`<div class="form-grid">
      <${TextControl} form=${form} path="code" label=${t("Code")} dir="ltr" required />
      <${GuestText} form=${form} path="name" label=${t("Name, for guests")} required />
      <${SelectControl}
        form=${form}
        path="kind"
        label=${t("Takes off")}
        options=${[
          ["percent", t("A part of the price")],
          ["amount", t("An amount")],
        ]}
      />
      ${
        form.at("kind") === "percent"
          ? html`<${TextControl}
              form=${form}
              path="percent"
              label=${t("Percent")}
              inputmode="decimal"
              dir="ltr"
              required
            />`
          : html`<${AmountControl}
              form=${form}
              path="amount"
              label=${t("Amount")}
              currency=${catalog.selling.currency}
              required
            />`
      }
    </div>
    <fieldset class="tier">
      <legend>${t("For bookings made")}</legend>
      <div class="form-grid"><${RangeFields} form=${form} path="book" optional /></div>
    </fieldset>
    <fieldset class="tier">
      <legend>${t("For guests who come")}</legend>
      <div class="form-grid"><${RangeFields} form=${form} path="stay" optional /></div>
    </fieldset>
    <div class="form-grid">
      <${NumberControl} form=${form} path="min_nights" label=${t("Nights, at least")} />
      <${NumberControl}
        form=${form}
        path="uses"
        label=${t("Bookings with it, at most")}
        help=${t("Empty: any number")}
      />
    </div>
    <${ProductChoices}
      form=${form}
      path="products"
      catalog=${catalog}
      legend=${t("For")}
      help=${t("None chosen means everything.")}
    />
    <${CheckControl}
      form=${form}
      path="on_sale"
      label=${t("The code works")}
      help=${t("While it does not, it takes nothing off. Bookings made with it keep their price.")}
    />`;
}
