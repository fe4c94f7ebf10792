/** The booking terms: publishing makes a new version, bookings keep the one they were made under. */
import { html, useState } from "../../shared/ui.js";
import { Badge } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { GuestText, textsBody } from "../ui/languages.js";
import { Loaded, SettingForm } from "../records/single.js";

/** @typedef {{text: string, texts: import("../ui/languages.js").Texts}} Values */
/** @import {TermsInForce} from "../../generated/api.js" */

export function TermsSettings() {
  const { api } = useDesk();
  return html`<${Loaded} load=${api.terms.read}>
    ${(/** @type {TermsInForce} */ terms) => html`<${Terms} terms=${terms} />`}
  <//>`;
}

/** @param {{terms: TermsInForce}} props */
function Terms({ terms }) {
  const { api } = useDesk();
  const [inForce, setInForce] = useState(terms);
  const save = async (/** @type {Values} */ { text, texts }) => {
    const fresh = await api.terms.save({ text, texts: textsBody(texts) });
    setInForce(fresh);
    return { text: fresh.text, texts: fresh.texts };
  };
  return html`<${SettingForm}
    title=${t("Booking terms")}
    intro=${t("Travellers accept these before they confirm. Bookings made earlier keep the version they were made under. Without any text nothing is asked.")}
    initial=${{ text: terms.text, texts: terms.texts }}
    save=${save}
    saveText=${t("Publish a new version")}
    saved=${t("The terms are published")}
  >
    ${(/** @type {import("../ui/form.js").Form} */ form) =>
      html`<p>
          ${
            inForce.text
              ? html`<${Badge} tone="good">
                  ${t("Version {version} is in force", { version: inForce.version })}
                <//>`
              : html`<${Badge}>${t("No terms are in force")}<//>`
          }
        </p>
        <${GuestText}
          form=${form}
          path="text"
          label=${t("Text")}
          help=${t("Plain text; an empty line begins a new paragraph.")}
          rows=${14}
        />`}
  <//>`;
}
