/** Asks before a form with unsaved entries is left. */
import { html, useCallback, useState } from "../../shared/ui.js";
import { Button, Dialog } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { useGuard } from "../navigation.js";

/** @param {{active: boolean, children?: import("../../shared/ui.js").Children}} props the children say what becomes of the entries */
export function LeaveGuard({ active, children }) {
  const [move, setMove] = useState(/** @type {{go: () => void} | null} */ (null));
  const ask = useCallback((/** @type {() => void} */ go) => setMove({ go }), []);
  useGuard(active, ask);
  const stay = () => setMove(null);
  const leave = () => {
    setMove(null);
    move?.go();
  };
  return html`<${Dialog} open=${move !== null} title=${t("Leave this page?")} onClose=${stay}>
    ${children}
    <div class="actions">
      <${Button} onClick=${stay}>${t("button|Stay")}<//>
      <${Button} kind="quiet" onClick=${leave}>${t("Leave")}<//>
    </div>
  <//>`;
}
