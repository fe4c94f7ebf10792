/** Fields that several of the catalogue's forms have. */
import { html } from "../../shared/ui.js";
import {
  CheckControl,
  ChoicesControl,
  LongTextControl,
  SelectControl,
  TextControl,
} from "../ui/controls.js";
import { explain } from "../ui/failure.js";
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
  return html`<${TextControl} form=${form} path="name" label="Name" required />
    ${
      picture &&
      html`<${PictureControl}
        form=${form}
        path="picture_url"
        label="Picture"
        help="PNG, JPEG or WebP; large ones are made smaller"
        shown=${form.at("picture_url") || null}
        read=${send}
      />`
    }
    <${LongTextControl}
      form=${form}
      path="description"
      label="Description for guests"
      rows=${2}
    />`;
}

/** @param {{form: Form}} props */
export const OnSale = ({ form }) =>
  html`<${CheckControl}
    form=${form}
    path="on_sale"
    label="On sale"
    help="While it is not, nobody can book it. Bookings that are made stay as they are."
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
    label=${`${label}, ${currency}`}
    inputmode="decimal"
    dir="ltr"
  />`;

/** @param {{form: Form}} props */
export const TaxFields = ({ form }) =>
  html`<${TextControl} form=${form} path="tax_rate" label="Tax, %" inputmode="decimal" dir="ltr" />
    <${SelectControl}
      form=${form}
      path="tax_included"
      label="Prices"
      empty="As the property"
      options=${[
        ["true", "Include the tax"],
        ["false", "Have it added"],
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
      label="First day"
      type="date"
      required=${!optional}
    />
    <${TextControl} form=${form} path=${`${path}.to`} label="Last day" type="date" />`;

/**
 * @param {{form: Form, path: string, title: string, help?: string, what: string, add?: string}} props
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
    label="Cancellation policy"
    empty="The property's own"
    options=${policies.map(({ id, name }) => [id, name])}
  />`;
