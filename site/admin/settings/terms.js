/** The booking terms: publishing makes a new version, bookings keep the one they were made under. */
import { html, useState } from "../../shared/ui.js";
import { Badge } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { LongTextControl } from "../ui/controls.js";
import { Loaded, SettingForm } from "../records/single.js";

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
  const save = async (/** @type {{text: string}} */ { text }) => {
    const fresh = await api.terms.save({ text });
    setInForce(fresh);
    return { text: fresh.text };
  };
  return html`<${SettingForm}
    title=${t("Booking terms")}
    intro=${t("Travellers accept these before they confirm. Bookings made earlier keep the version they were made under. Without any text nothing is asked.")}
    initial=${{ text: terms.text }}
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
        <${LongTextControl}
          form=${form}
          path="text"
          label=${t("Text")}
          help=${t("Plain text; an empty line begins a new paragraph.")}
          rows=${14}
        />`}
  <//>`;
}
