/**
 * What can be done with a booking now: one menu, and the dialogs that its items open.
 */
import { html, useState } from "../../shared/ui.js";
import { moment } from "../../shared/format.js";
import { toast } from "../../shared/components.js";
import { useDesk } from "../desk-context.js";
import { Confirm } from "../ui/confirm.js";
import { copyText } from "../ui/copy.js";
import { explain } from "../ui/failure.js";
import { Menu } from "../ui/menu.js";
import { CancelDialog } from "./cancel-dialog.js";
import { PortalDialog } from "./portal-dialog.js";
import { ProblemDialog } from "../ui/problem-dialog.js";

/** @typedef {"cancel" | "portal" | "rotate" | null} Opened */

/** @param {{page: any, onChanged: (page?: any) => void}} props */
export function ActionsMenu({ page, onChanged }) {
  const { api } = useDesk();
  const [opened, setOpened] = useState(/** @type {Opened} */ (null));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const { code } = page.booking;
  const close = () => setOpened(null);
  const may = (/** @type {string} */ action) =>
    reasonOf(page.staff_actions[action], page.property.time_zone);

  const resend = async () => {
    setBusy(true);
    try {
      await api.resendConfirmation(code);
      toast("The confirmation email is on its way");
      onChanged();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
    }
  };
  const copy = async () => {
    if (await copyText(page.link)) toast("Portal link copied");
    else setOpened("portal");
  };
  const rotate = async () => {
    const { link } = await api.rotateLink(code);
    onChanged({ ...page, link });
    setOpened("portal");
    onChanged();
    toast("The booking has a new link. The old one no longer works.");
  };
  const items = [
    { label: "Resend confirmation email", onChoose: resend, reason: may("resend_confirmation") },
    {
      label: "View customer portal",
      onChoose: () => setOpened("portal"),
      reason: may("copy_link"),
    },
    { label: "Copy portal link", onChoose: copy, reason: may("copy_link") },
    { label: "New link", onChoose: () => setOpened("rotate"), reason: may("rotate_link") },
    {
      label: "Cancel booking",
      onChoose: () => setOpened("cancel"),
      reason: may("cancel"),
      grave: true,
    },
  ];
  return html`<${Menu} label="Actions" items=${items} busy=${busy} />
    <${PortalDialog} open=${opened === "portal"} link=${page.link} onClose=${close} />
    <${Confirm}
      open=${opened === "rotate"}
      title="Make a new link?"
      action="Make a new link"
      onConfirm=${rotate}
      onClose=${close}
    >
      <p>
        The link that the traveller has now stops working at once, wherever it was sent. You can
        copy the new one afterwards, or send it with the confirmation email.
      </p>
    <//>
    <${CancelDialog}
      open=${opened === "cancel"}
      page=${page}
      onClose=${close}
      onCancelled=${() => {
        close();
        toast("The booking is cancelled");
        onChanged();
      }}
      onStale=${() => onChanged()}
    />
    <${ProblemDialog} text=${problem} onClose=${() => setProblem(null)} />`;
}

/**
 * Why an action can't be done now; undefined if it can.
 * @param {{available: boolean, reason?: string, since?: string} | undefined} action
 * @param {string} zone
 */
function reasonOf(action, zone) {
  if (!action || action.available) return undefined;
  const since = action.since ? ` Since ${moment(action.since, zone)}.` : "";
  return `${action.reason ?? "Not possible now."}${since}`;
}
