/** Declining a request: it ends. Nothing is paid before staff accept it. */
import { html, useState } from "../../shared/ui.js";
import { Field } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { Confirm } from "../ui/confirm.js";

/** @import {DeskPage} from "../../generated/api.js" */

/** @param {{open: boolean, page: DeskPage, onClose: () => void, onDeclined: () => void}} props */
export function DeclineDialog({ open, page, onClose, onDeclined }) {
  const { api } = useDesk();
  const [reason, setReason] = useState("");
  const decline = async () => {
    await api.cancel(page.booking.code, {
      type: "declined",
      reason: reason.trim(),
      refund: "full",
      expected_refund: 0,
    });
    onDeclined();
  };
  return html`<${Confirm}
    open=${open}
    title=${t("Decline booking {code}", { code: page.booking.code })}
    action=${t("Decline it")}
    onConfirm=${decline}
    onClose=${onClose}
  >
    <p>
      ${t("The guest is told, and what was held is free for others again. This can't be undone.")}
    </p>
    <${Field} label=${t("Reason")} help=${t("The guest reads it.")}>
      ${(/** @type {Record<string, unknown>} */ attributes) =>
        html`<textarea
          ...${attributes}
          dir="auto"
          rows="2"
          maxlength="1000"
          value=${reason}
          onInput=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => setReason(event.currentTarget.value)}
        ></textarea>`}
    <//>
  <//>`;
}
