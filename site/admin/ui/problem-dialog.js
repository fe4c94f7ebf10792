/** Says that something asked for from the menu did not happen, until it is read. */
import { html } from "../../shared/ui.js";
import { Button, Dialog } from "../../shared/components.js";
import { t } from "../../shared/words.js";

/** @param {{text: string | null, onClose: () => void}} props */
export function ProblemDialog({ text, onClose }) {
  return html`<${Dialog} open=${text !== null} title=${t("This did not work")} onClose=${onClose}>
    <p dir="auto">${text}</p>
    <div class="actions"><${Button} onClick=${onClose}>${t("Close")}<//></div>
  <//>`;
}
