/** Declining a request: it ends, and whatever was paid comes back in full. */
import { html, useState } from "../../shared/ui.js";
import { money } from "../../shared/format.js";
import { Field } from "../../shared/components.js";
import { useDesk } from "../desk-context.js";
import { Confirm } from "../ui/confirm.js";

/** @import {DeskPage} from "../../generated/api.js" */

/** @param {{open: boolean, page: DeskPage, onClose: () => void, onDeclined: () => void}} props */
export function DeclineDialog({ open, page, onClose, onDeclined }) {
  const { api } = useDesk();
  const [reason, setReason] = useState("");
  const { paid } = page.payments;
  const decline = async () => {
    await api.cancel(page.booking.code, {
      type: "declined",
      reason: reason.trim(),
      refund: "full",
      expected_refund: paid.amount,
    });
    onDeclined();
  };
  return html`<${Confirm}
    open=${open}
    title=${`Decline booking ${page.booking.code}`}
    action="Decline it"
    onConfirm=${decline}
    onClose=${onClose}
  >
    <p>
      The guest is told, and what was held is free for others again.
      ${paid.amount > 0 && ` ${money(paid)} goes back.`} This can't be undone.
    </p>
    <${Field} label="Reason" help="The guest reads it.">
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
