/**
 * A question before something that can't be taken back.
 */
import { html, useState } from "../../shared/ui.js";
import { Button, Dialog } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { Failure } from "./failure.js";

/**
 * @param {{open: boolean, title: string, action: string, onConfirm: () => Promise<void>,
 *   onClose: () => void, grave?: boolean, children?: import("../../shared/ui.js").Children}} props
 *   `action` is the button's text: what will be done, not "OK"
 */
export function Confirm({ open, title, action, onConfirm, onClose, grave = true, children }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const close = () => {
    if (busy) return;
    setError(null);
    onClose();
  };
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return html`<${Dialog} open=${open} title=${title} onClose=${close}>
    ${children}
    ${error !== null && html`<${Failure} error=${error} title=${t("This did not work")} />`}
    <div class="actions">
      <${Button} kind=${grave ? "danger solid" : ""} busy=${busy} onClick=${confirm}>${action}<//>
      <${Button} kind="quiet" onClick=${close}>${t("Back")}<//>
    </div>
  <//>`;
}
