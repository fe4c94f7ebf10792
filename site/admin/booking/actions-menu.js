/**
 * What can be done with a booking now: one menu, and the dialogs that its items open.
 */
import { html, useState } from "../../shared/ui.js";
import { toast } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { Confirm } from "../ui/confirm.js";
import { copyText } from "../ui/copy.js";
import { explain, whyNot } from "../ui/failure.js";
import { Menu } from "../ui/menu.js";
import { CancelDialog } from "./cancel-dialog.js";
import { DeclineDialog } from "./decline-dialog.js";
import { PortalDialog } from "./portal-dialog.js";
import { RescheduleDialog } from "./reschedule-dialog.js";
import { ProblemDialog } from "../ui/problem-dialog.js";

/** @import {ActionView, DeskPage, StaffActionsView} from "../../generated/api.js" */

/** @typedef {"cancel" | "decline" | "portal" | "reschedule" | "rotate" | null} Opened */

/** @param {{page: DeskPage, onChanged: (page?: DeskPage) => void}} props */
export function ActionsMenu({ page, onChanged }) {
  const { api } = useDesk();
  const [opened, setOpened] = useState(/** @type {Opened} */ (null));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const { code } = page.booking;
  const close = () => setOpened(null);
  const may = (/** @type {keyof StaffActionsView} */ action) =>
    reasonOf(page.staff_actions[action], page.property.time_zone);

  const act = async (/** @type {() => Promise<unknown>} */ send, /** @type {string} */ done) => {
    setBusy(true);
    try {
      await send();
      toast(done);
      onChanged();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
    }
  };
  const resend = () =>
    act(() => api.resendConfirmation(code), t("The confirmation email is on its way"));
  const accept = () => act(() => api.accept(code), t("The booking is accepted"));
  const finished = (/** @type {string} */ done) => {
    close();
    toast(done);
    onChanged();
  };
  const copy = async () => {
    if (await copyText(page.link)) toast(t("Portal link copied"));
    else setOpened("portal");
  };
  const rotate = async () => {
    const { link } = await api.rotateLink(code);
    onChanged({ ...page, link });
    setOpened("portal");
    onChanged();
    toast(t("The booking has a new link. The old one no longer works."));
  };
  const { accept: asked, reschedule } = page.staff_actions;
  const items = [
    ...(asked?.available
      ? [
          { label: t("Accept"), onChoose: accept },
          { label: t("Decline"), onChoose: () => setOpened("decline") },
        ]
      : []),
    ...(reschedule
      ? [
          {
            label: t("Reschedule"),
            onChoose: () => setOpened("reschedule"),
            reason: may("reschedule"),
          },
        ]
      : []),
    { label: t("Resend confirmation email"), onChoose: resend, reason: may("resend_confirmation") },
    {
      label: t("View customer portal"),
      onChoose: () => setOpened("portal"),
      reason: may("copy_link"),
    },
    { label: t("Copy portal link"), onChoose: copy, reason: may("copy_link") },
    { label: t("New link"), onChoose: () => setOpened("rotate"), reason: may("rotate_link") },
    {
      label: t("Cancel booking"),
      onChoose: () => setOpened("cancel"),
      reason: may("cancel"),
      grave: true,
    },
  ];
  return html`<${Menu} label=${t("Actions")} items=${items} busy=${busy} />
    <${PortalDialog} open=${opened === "portal"} link=${page.link} onClose=${close} />
    <${Confirm}
      open=${opened === "rotate"}
      title=${t("Make a new link?")}
      action=${t("Make a new link")}
      onConfirm=${rotate}
      onClose=${close}
    >
      <p>
        ${t("The link that the traveller has now stops working at once, wherever it was sent. You can copy the new one afterwards, or send it with the confirmation email.")}
      </p>
    <//>
    <${CancelDialog}
      open=${opened === "cancel"}
      page=${page}
      onClose=${close}
      onCancelled=${() => finished(t("The booking is cancelled"))}
      onStale=${() => onChanged()}
    />
    <${DeclineDialog}
      open=${opened === "decline"}
      page=${page}
      onClose=${close}
      onDeclined=${() => finished(t("The booking is declined"))}
    />
    <${RescheduleDialog}
      open=${opened === "reschedule"}
      page=${page}
      onClose=${close}
      onMoved=${() => finished(t("The booking is moved"))}
    />
    <${ProblemDialog} text=${problem} onClose=${() => setProblem(null)} />`;
}

/**
 * Why an action can't be done now; undefined if it can.
 * @param {ActionView} action
 * @param {string} zone
 */
function reasonOf(action, zone) {
  return action.available ? undefined : whyNot(action, zone);
}
