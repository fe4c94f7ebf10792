/** The customer portal's address: to copy, or to look at what the traveller sees. */
import { html } from "../../shared/ui.js";
import { Dialog } from "../../shared/components.js";
import { Icon } from "../../shared/icons.js";
import { rich, t } from "../../shared/words.js";
import { CopyField } from "../ui/copy.js";

/** @param {{open: boolean, link: string, onClose: () => void}} props */
export function PortalDialog({ open, link, onClose }) {
  return html`<${Dialog} open=${open} title=${t("Customer portal")} onClose=${onClose}>
    <p>
      ${t("Whoever has this link can see the booking and act as the traveller. Send it to nobody else.")}
    </p>
    <${CopyField}
      label=${t("Customer portal URL")}
      value=${link}
      copied=${t("Portal link copied")}
    />
    <p class="actions">
      <a class="button quiet" href=${link} target="_blank" rel="noopener noreferrer">
        <${Icon} name="external" /><span
          >${rich(
            "Open<more> the portal in a new tab</more>",
            {},
            { more: (words) => html`<span class="hidden-visually">${words}</span>` },
          )}</span
        >
      </a>
    </p>
  <//>`;
}
