/** The form of one property. */
import { html, useMemo } from "../../shared/ui.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { navigate } from "../navigation.js";
import { settingsHref } from "../routes.js";
import { CheckControl, LongTextControl, SelectControl, TextControl } from "../ui/controls.js";
import { GuestText, ownLanguageName, languages, textsBody } from "../ui/languages.js";
import { ownZone } from "../ui/show.js";
import { addressBody, AddressFields, addressValues, linesOf } from "./address.js";
import { SettingForm } from "../records/single.js";

/** @import {Language, Policy, Property} from "../../generated/api.js" */

/** @param {{property: Property | null, policies: Policy[], remove: import("../../shared/ui.js").Children}} props */
export function PropertyForm({ property, policies, remove }) {
  const { api } = useDesk();
  const save = async (/** @type {Values} */ values) => {
    const body = bodyOf(values);
    if (property) return valuesOf(await api.properties.save(property.id, body));
    await api.properties.add(body);
    navigate(settingsHref("properties"), { replace: true });
    return null;
  };
  return html`<${SettingForm}
    title=${property ? t("Edit the property") : t("New property")}
    initial=${valuesOf(property)}
    check=${check}
    place=${place}
    save=${save}
    saved=${t("The property is saved")}
    beside=${remove}
  >
    ${(/** @type {import("../ui/form.js").Form} */ form) => html`<${Fields} form=${form} policies=${policies} />`}
  <//>`;
}

/** @param {{form: import("../ui/form.js").Form, policies: Policy[]}} props */
function Fields({ form, policies }) {
  const zones = useMemo(
    () =>
      Intl.supportedValuesOf("timeZone").map(
        (zone) => /** @type {[string, string]} */ ([zone, zone.replaceAll("_", " ")]),
      ),
    [],
  );
  return html`<div class="form-grid">
      <${GuestText} form=${form} path="name" label=${t("Name")} required />
      <${SelectControl}
        form=${form}
        path="time_zone"
        label=${t("Time zone")}
        required
        options=${zones}
      />
      <${SelectControl}
        form=${form}
        path="policy"
        label=${t("Cancellation policy")}
        empty=${t("Free until arrival")}
        options=${policies.map(({ id, name }) => [id, name])}
      />
      <${TextControl}
        form=${form}
        path="check_in_from"
        label=${t("Check-in from")}
        type="time"
        required
      />
      <${TextControl}
        form=${form}
        path="check_out_until"
        label=${t("Check-out until")}
        type="time"
        required
      />
      ${
        languages().length > 1 &&
        html`<${SelectControl}
          form=${form}
          path="language"
          label=${t("First language of its guests")}
          help=${t("For those who ask for none that you write in")}
          empty=${ownLanguageName(languages()[0])}
          options=${languages()
            .slice(1)
            .map((code) => [code, ownLanguageName(code)])}
        />`
      }
    </div>
    <${CheckControl}
      form=${form}
      path="prices_include_tax"
      label=${t("Prices include tax")}
      help=${t("Holds for bookings made from now on.")}
    />
    <h3 class="part">${t("Contact")}</h3>
    <div class="form-grid">
      <${TextControl} form=${form} path="email" label=${t("Email for guests")} type="email" />
      <${TextControl} form=${form} path="phone" label=${t("Phone for guests")} type="tel" />
      <${TextControl} form=${form} path="website" label=${t("Website")} type="url" />
    </div>
    <${LongTextControl}
      form=${form}
      path="contacts"
      label=${t("Reservation contacts")}
      help=${t("Email addresses that hear of every booking, one a line.")}
      rows=${2}
    />
    <h3 class="part">${t("How to get there")}</h3>
    <div class="form-grid">
      <${AddressFields} form=${form} />
      <${TextControl} form=${form} path="map_url" label=${t("Map, web address")} type="url" />
    </div>
    <${GuestText} form=${form} path="directions" label=${t("Directions")} rows=${4} />`;
}

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {Property | null} property null for a new one */
const valuesOf = (property) => ({
  name: property?.name ?? "",
  time_zone: property?.time_zone ?? ownZone(),
  policy: property?.policy ?? "",
  check_in_from: property?.check_in_from ?? "15:00",
  check_out_until: property?.check_out_until ?? "11:00",
  prices_include_tax: property?.prices_include_tax ?? true,
  email: property?.email ?? "",
  phone: property?.phone ?? "",
  website: property?.website ?? "",
  contacts: (property?.contacts ?? []).join("\n"),
  address: addressValues(property?.address),
  map_url: property?.map_url ?? "",
  directions: property?.directions ?? "",
  language: property?.language ?? "",
  texts: property?.texts ?? {},
});

/** @param {Values} values */
const bodyOf = (values) => ({
  ...values,
  name: values.name.trim(),
  policy: values.policy || null,
  website: values.website.trim() || null,
  map_url: values.map_url.trim() || null,
  contacts: linesOf(values.contacts),
  address: addressBody(values.address),
  language: /** @type {Language | null} */ (values.language || null),
  texts: textsBody(values.texts),
});

/** @param {Values} values */
function check({ name, check_in_from, check_out_until }) {
  const filled = { name: name.trim(), check_in_from, check_out_until };
  const missing = Object.entries(filled).filter(([, value]) => !value);
  return Object.fromEntries(missing.map(([path]) => [path, t("Please fill this in.")]));
}

/** Lists are one text in the form, with one error. @param {string} field */
const place = (field) => field.replace(/^(contacts|address\.lines)\[.*/, "$1");
