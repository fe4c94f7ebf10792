/** Fields that several of the catalogue's forms have. */
import { html } from "../../shared/ui.js";
import { t } from "../../shared/words.js";
import { money } from "../../shared/format.js";
import { CheckControl, ChoicesControl, SelectControl, TextControl } from "../ui/controls.js";
import { explain } from "../ui/failure.js";
import { GuestText } from "../ui/languages.js";
import { PictureControl } from "../ui/picture-control.js";
import { readPhoto } from "../ui/pictures.js";
import { Rows } from "../ui/rows.js";
import { useDesk } from "../desk-context.js";

/** @import {Catalog, Policy} from "../../generated/api.js" */

/** @typedef {import("../ui/form.js").Form} Form */

/** What guests see of it. @param {{form: Form, picture?: boolean}} props */
export function Shown({ form, picture = false }) {
  const { api } = useDesk();
  const send = async (/** @type {File} */ file) => {
    const photo = await readPhoto(file);
    try {
      return await api.keepPicture(photo);
    } catch (error) {
      throw new Error(explain(error));
    }
  };
  return html`<${GuestText} form=${form} path="name" label=${t("Name")} required />
    ${
      picture &&
      html`<${PictureControl}
        form=${form}
        path="picture_url"
        label=${t("Picture")}
        help=${t("PNG, JPEG or WebP; large ones are made smaller")}
        words=${{
          shown: t("The picture as it is"),
          none: t("No picture"),
          remove: t("Remove the picture"),
        }}
        shown=${form.at("picture_url") || null}
        read=${send}
      />`
    }
    <${GuestText}
      form=${form}
      path="description"
      label=${t("Description for guests")}
      rows=${2}
    />`;
}

/** @param {{form: Form}} props */
export const OnSale = ({ form }) =>
  html`<${CheckControl}
    form=${form}
    path="on_sale"
    label=${t("On sale")}
    help=${t("While it is not, nobody can book it. Bookings that are made stay as they are.")}
  />`;

/** @param {{form: Form, path: string, label: string, help?: string, required?: boolean}} props */
export const NumberControl = (props) =>
  html`<${TextControl} ...${props} inputmode="numeric" dir="ltr" />`;

/**
 * @param {{form: Form, path: string, label: string, currency: string, help?: string,
 *   required?: boolean}} props
 */
export const AmountControl = ({ currency, label, ...props }) =>
  html`<${TextControl}
    ...${props}
    label=${inCurrency(label, currency)}
    inputmode="decimal"
    dir="ltr"
  />`;

/** What an amount is, and in what. @param {string} label @param {string} currency */
export const inCurrency = (label, currency) => t("{label}, {currency}", { label, currency });

/**
 * A price, and that each person pays it where so.
 * @param {string} per
 * @param {number} amount
 * @param {string} currency
 */
export const priceText = (per, amount, currency) =>
  per === "person"
    ? t("{price:money} each", { price: { amount, currency } })
    : money({ amount, currency });

/** Sentences to choose from, said. @param {Record<string, string>} texts @returns {[string, string][]} */
export const saidOptions = (texts) =>
  Object.entries(texts).map(([value, text]) => [value, t(text)]);

/** @param {{form: Form}} props */
export const TaxFields = ({ form }) =>
  html`<${TextControl}
      form=${form}
      path="tax_rate"
      label=${t("Tax, %")}
      inputmode="decimal"
      dir="ltr"
    />
    <${SelectControl}
      form=${form}
      path="tax_included"
      label=${t("Prices")}
      empty=${t("As the property")}
      options=${[
        ["true", t("Include the tax")],
        ["false", t("Have it added")],
      ]}
    />`;

/** @param {{form: Form, path: string, catalog: Catalog, legend: string, help?: string}} props */
export function ProductChoices({ form, path, catalog, legend, help }) {
  const products = Object.values(catalog.products);
  if (!products.length) return null;
  return html`<${ChoicesControl}
    form=${form}
    path=${path}
    legend=${legend}
    help=${help}
    options=${products.map(({ id, name }) => ({ value: id, label: html`<bdi>${name}</bdi>` }))}
    chosen=${form.at(path)}
    onChange=${(/** @type {string[]} */ chosen) => form.set(path, chosen)}
  />`;
}

/** Days from the first to the last. @param {{form: Form, path: string, optional?: boolean}} props */
export const RangeFields = ({ form, path, optional = false }) =>
  html`<${TextControl}
      form=${form}
      path=${`${path}.from`}
      label=${t("First day")}
      type="date"
      required=${!optional}
    />
    <${TextControl} form=${form} path=${`${path}.to`} label=${t("Last day")} type="date" />`;

/**
 * @param {{form: Form, path: string, title: string, help?: string, one: string, removal: string,
 *   add: string}} props
 */
export const Ranges = ({ form, path, ...rest }) =>
  html`<${Rows} form=${form} path=${path} ...${rest} make=${() => ({ from: "", to: "" })}>
    ${(/** @type {string} */ row) =>
      html`<div class="form-grid"><${RangeFields} form=${form} path=${row} /></div>`}
  <//>`;

/** A cancellation policy other than the property's. @param {{form: Form, policies: Policy[]}} props */
export const PolicyChoice = ({ form, policies }) =>
  html`<${SelectControl}
    form=${form}
    path="policy"
    label=${t("Cancellation policy")}
    empty=${t("The property's own")}
    options=${policies.map(({ id, name }) => [id, name])}
  />`;
