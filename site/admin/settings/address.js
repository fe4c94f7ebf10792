/** A postal address in a form: lines as one text, the rest in fields of their own. */
import { html, useMemo } from "../../shared/ui.js";
import { countries } from "../../shared/countries.js";
import { t } from "../../shared/words.js";
import { LongTextControl, SelectControl, TextControl } from "../ui/controls.js";

/** @import {Address} from "../../generated/api.js" */

/** From the API's address to the form's. @param {Address} [address] */
export const addressValues = (address) => ({
  lines: (address?.lines ?? []).join("\n"),
  city: address?.city ?? "",
  postcode: address?.postcode ?? "",
  country: address?.country ?? "",
});

/** From the form's address to the API's. @param {ReturnType<typeof addressValues>} values */
export const addressBody = (values) => ({
  lines: linesOf(values.lines),
  city: values.city.trim(),
  postcode: values.postcode.trim(),
  country: values.country,
});

/** The lines of a text that are not empty. @param {string} text */
export const linesOf = (text) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** @param {{form: import("../ui/form.js").Form}} props */
export function AddressFields({ form }) {
  const choices = useMemo(
    () => countries().map(({ code, name }) => /** @type {[string, string]} */ ([code, name])),
    [],
  );
  return html`<${LongTextControl}
      form=${form}
      path="address.lines"
      label=${t("Street, one line each")}
      rows=${2}
    />
    <${TextControl} form=${form} path="address.postcode" label=${t("Postcode")} />
    <${TextControl} form=${form} path="address.city" label=${t("City")} />
    <${SelectControl}
      form=${form}
      path="address.country"
      label=${t("Country")}
      empty=${t("Not said")}
      options=${choices}
    />`;
}
