/** How a property sells online. */
import { html } from "../../shared/ui.js";
import { currencies } from "../../shared/currency.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { SettingForm } from "../records/single.js";
import { CheckControl, SelectControl, TextControl } from "../ui/controls.js";
import { GuestText, textsBody } from "../ui/languages.js";
import { AmountControl, NumberControl } from "./fields.js";
import { amountOf, amountText, noted, numberText, rateOf, rateText, wholeOf } from "./values.js";

/** @import {Selling} from "../../generated/api.js" */

/** @typedef {import("../ui/form.js").Form} Form */

/** @param {{context: import("./section.js").Context}} props */
export function Selling({ context }) {
  const { api } = useDesk();
  const { property, catalog, reload } = context;
  const save = async (/** @type {Values} */ values) => {
    const saved = await api.catalog(property.id).saveSelling(bodyOf(values));
    reload();
    return valuesOf(saved);
  };
  return html`<${SettingForm}
    title=${t("Selling online")}
    intro=${t("Who can book by themselves, until when, and what makes a booking firm.")}
    initial=${valuesOf(catalog.selling)}
    check=${check}
    save=${save}
    saved=${t("The selling settings are saved")}
  >
    ${(/** @type {Form} */ form) =>
      html`<${CheckControl}
          form=${form}
          path="online"
          label=${t("Guests can book online")}
          help=${t("While they can't, only staff make bookings.")}
        />
        <div class="form-grid">
          <${SelectControl}
            form=${form}
            path="currency"
            label=${t("Currency")}
            help=${t("Prices are not converted.")}
            options=${currencies.map((code) => [code, code])}
          />
          <${NumberControl}
            form=${form}
            path="lead_hours"
            label=${t("Hours ahead, at least")}
            help=${t("0: until the last minute")}
            required
          />
          <${NumberControl}
            form=${form}
            path="horizon_days"
            label=${t("Days ahead, at most")}
            required
          />
        </div>
        <${Confirmation} form=${form} />
        <${TouristTax} form=${form} />`}
  <//>`;
}

/** @param {{form: Form}} props */
const Confirmation = ({ form }) =>
  html`<h3 class="part">${t("When a booking is confirmed")}</h3>
    <div class="form-grid">
      <${SelectControl}
        form=${form}
        path="confirm"
        label=${t("Confirmed")}
        options=${[
          ["at_once", t("At once")],
          ["on_deposit", t("By the deposit")],
          ["by_staff", t("By staff")],
        ]}
      />
      ${
        form.at("confirm") === "on_deposit" &&
        html`<${NumberControl}
          form=${form}
          path="hold_minutes"
          label=${t("Held for minutes")}
          help=${t("Then it is free again.")}
          required
        />`
      }
      ${
        form.at("confirm") === "by_staff" &&
        html`<${NumberControl}
          form=${form}
          path="request_hours"
          label=${t("Held for hours")}
          help=${t("Then it is free again.")}
          required
        />`
      }
    </div>`;

/** @param {{form: Form}} props */
const TouristTax = ({ form }) =>
  html`<h3 class="part">${t("Tourist tax")}</h3>
    <${CheckControl}
      form=${form}
      path="taxed"
      label=${t("The town takes a tax for each person and night")}
    />
    ${
      form.at("taxed") &&
      html`<div class="form-grid">
        <${GuestText}
          form=${form}
          path="tourist_tax.name"
          label=${t("Name, for guests")}
          required
        />
        <${AmountControl}
          form=${form}
          path="tourist_tax.amount"
          label=${t("For a person and night")}
          currency=${form.at("currency")}
          required
        />
        <${NumberControl}
          form=${form}
          path="tourist_tax.from_age"
          label=${t("From the age of")}
          required
        />
        <${NumberControl}
          form=${form}
          path="tourist_tax.most_nights"
          label=${t("Nights in a row, at most")}
          help=${t("Empty: all of them")}
        />
        <${TextControl}
          form=${form}
          path="tourist_tax.tax_rate"
          label=${t("Value added tax on it, %")}
          inputmode="decimal"
          dir="ltr"
        />
      </div>`
    }`;

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {Selling} selling */
function valuesOf(selling) {
  const { tourist_tax: tax, currency } = selling;
  return {
    ...selling,
    hold_minutes: numberText(selling.hold_minutes),
    request_hours: numberText(selling.request_hours),
    lead_hours: numberText(selling.lead_hours),
    horizon_days: numberText(selling.horizon_days),
    taxed: Boolean(tax),
    tourist_tax: {
      name: tax?.name ?? t("Tourist tax"),
      texts: tax?.texts ?? {},
      amount: amountText(tax?.amount, currency),
      from_age: numberText(tax?.from_age ?? 0),
      most_nights: numberText(tax?.most_nights),
      tax_rate: rateText(tax?.tax_rate ?? 0),
    },
  };
}

/** @param {Values} values */
function bodyOf({ taxed, tourist_tax: tax, ...values }) {
  return {
    ...values,
    hold_minutes: Number(values.hold_minutes),
    request_hours: Number(values.request_hours),
    lead_hours: Number(values.lead_hours),
    horizon_days: Number(values.horizon_days),
    tourist_tax: taxed
      ? {
          name: tax.name.trim(),
          texts: textsBody(tax.texts),
          amount: amountOf(tax.amount, values.currency),
          from_age: wholeOf(tax.from_age) ?? 0,
          most_nights: wholeOf(tax.most_nights),
          tax_rate: rateOf(tax.tax_rate),
        }
      : null,
  };
}

/** @param {Values} values */
function check({ taxed, tourist_tax: tax, ...values }) {
  const { errors, filled, whole, amount, percent } = noted(values.currency);
  whole("lead_hours", values.lead_hours, { to: 8760 });
  whole("horizon_days", values.horizon_days, { from: 1, to: 730 });
  whole("hold_minutes", values.hold_minutes, { from: 5, to: 20_160 });
  whole("request_hours", values.request_hours, { from: 1, to: 720 });
  if (taxed) {
    filled("tourist_tax.name", tax.name);
    amount("tourist_tax.amount", tax.amount);
    whole("tourist_tax.from_age", tax.from_age, { to: 120 });
    whole("tourist_tax.most_nights", tax.most_nights, { optional: true, from: 1, to: 365 });
    percent("tourist_tax.tax_rate", tax.tax_rate || "0");
  }
  return errors;
}
