/** How the business looks to its guests. */
import { html } from "../../shared/ui.js";
import { contrast, inkOn, parseHex, toHex } from "../../shared/colour.js";
import { Field } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { idOf, TextControl } from "../ui/controls.js";
import { GuestText, textsBody } from "../ui/languages.js";
import { PictureControl } from "../ui/picture-control.js";
import { readLogo } from "../ui/pictures.js";
import { Loaded, SettingForm } from "../records/single.js";

/** @import {Brand} from "../../generated/api.js" */

export function BrandSettings() {
  const { api } = useDesk();
  const values = (/** @type {Brand} */ brand) => ({
    name: brand.name,
    colour: brand.colour,
    website: brand.website ?? "",
    logo_url: brand.logo_url,
    texts: brand.texts,
    logo: /** @type {string | null | undefined} */ (undefined),
  });
  const save = async (/** @type {ReturnType<typeof values>} */ { logo_url: _, logo, ...rest }) =>
    values(
      await api.brand.save({
        ...rest,
        texts: textsBody(rest.texts),
        website: rest.website.trim() || null,
        // Left out, the logo stays as it is; null takes it away.
        ...(logo !== undefined && { logo }),
      }),
    );
  return html`<${Loaded} load=${api.brand.read}>
    ${(/** @type {Brand} */ brand) =>
      html`<${SettingForm}
        title=${t("Brand")}
        intro=${t("The portal and the mails look like this.")}
        initial=${values(brand)}
        save=${save}
        check=${check}
        saved=${t("The brand is saved")}
      >
        ${(/** @type {import("../ui/form.js").Form} */ form) =>
          html`<div class="form-grid">
              <${GuestText} form=${form} path="name" label=${t("Name of the business")} required />
              <${TextControl} form=${form} path="website" label=${t("Website")} type="url" />
              <${Colour} form=${form} />
            </div>
            <${Logo} form=${form} />`}
      <//>`}
  <//>`;
}

/** @param {{name: string, colour: string}} values */
function check({ name, colour }) {
  /** @type {Record<string, string>} */
  const errors = {};
  if (!name.trim()) errors.name = t("Please fill this in.");
  if (!/^#[0-9a-f]{6}$/i.test(colour)) errors.colour = t("A colour like #0b6e75, please.");
  return errors;
}

/** @param {{form: import("../ui/form.js").Form}} props */
function Colour({ form }) {
  /** @type {string} */
  const typed = form.at("colour");
  const colour = parseHex(typed);
  return html`<${Field} label=${t("Colour")} id=${idOf("colour")} error=${form.errors.colour}>
    ${(/** @type {Record<string, unknown>} */ attributes) =>
      html`<div class="colour">
        <input
          type="color"
          aria-label=${t("Pick the colour")}
          value=${colour ? toHex(colour) : "#000000"}
          onInput=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => form.set("colour", event.currentTarget.value)}
        />
        <input
          ...${attributes}
          value=${typed}
          dir="ltr"
          spellcheck=${false}
          autocomplete="off"
          onInput=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => form.set("colour", event.currentTarget.value.trim())}
        />
        ${colour && html`<${Sample} colour=${colour} />`}
      </div>`}
  <//>`;
}

/** A button in the colour, with the text colour that the portal would choose. @param {{colour: import("../../shared/colour.js").Rgb}} props */
function Sample({ colour }) {
  const ink = inkOn(colour);
  const ratio = contrast(colour, ink).toFixed(1);
  return html`<span
    class="sample"
    style=${{ background: toHex(colour), color: toHex(ink) }}
    title=${t("Contrast {ratio} to 1", { ratio })}
    >${t("Button")}</span
  >`;
}

/** @param {{form: import("../ui/form.js").Form}} props */
function Logo({ form }) {
  /** @type {string | null | undefined} */
  const chosen = form.at("logo");
  return html`<${PictureControl}
    form=${form}
    path="logo"
    label=${t("Logo")}
    help=${t("PNG, JPEG or WebP, up to 100 kB")}
    words=${{
      shown: t("The logo as it is"),
      none: t("No logo"),
      remove: t("Remove the logo"),
    }}
    shown=${chosen === null ? null : (chosen ?? form.at("logo_url"))}
    read=${readLogo}
  />`;
}
