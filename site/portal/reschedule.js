/**
 * Moving the booking to another time. What it takes to choose one is loaded when it is asked for.
 */
import { html, useCallback, useEffect, useState } from "../shared/ui.js";
import { Button, Dialog, Skeleton } from "../shared/components.js";
import { Unreachable } from "../shared/api.js";
import { Failure } from "../shared/page.js";
import { t } from "../shared/words.js";
import { Unavailable } from "./parts.js";

/** @param {import("./booking.js").Section} props */
export function Reschedule(props) {
  const { booking, actions, property } = props.page;
  const [asking, setAsking] = useState(false);
  const close = useCallback(() => setAsking(false), []);
  if (!booking.bookable) return null;
  return html`<section class="card" aria-labelledby="reschedule">
      <h2 id="reschedule" tabindex="-1">${t("Reschedule")}</h2>
      ${
        actions.reschedule.available
          ? html`<p>
                ${t("You can move your booking to another time. You see what it costs before anything changes.")}
              </p>
              <p class="actions">
                <${Button} kind="quiet" icon="calendar" onClick=${() => setAsking(true)}>
                  ${t("Reschedule")}
                <//>
              </p>`
          : html`<${Unavailable}
              action=${actions.reschedule}
              property=${property}
              contact=${booking.status === "confirmed"}
            />`
      }
    </section>
    <${Dialog} open=${asking} title=${t("Move this booking")} onClose=${close}>
      <${Loaded} ...${props} close=${close} />
    <//>`;
}

/** @param {import("./booking.js").Section & {close: () => void}} props */
function Loaded(props) {
  const [parts, setParts] = useState(
    /** @type {typeof import("./reschedule-dialog.js") | null} */ (null),
  );
  const [failed, setFailed] = useState(false);
  const load = useCallback(() => {
    setFailed(false);
    import("./reschedule-dialog.js").then(setParts, () => setFailed(true));
  }, []);
  useEffect(load, [load]);
  if (parts) return html`<${parts.Ask} ...${props} />`;
  if (!failed) return html`<${Skeleton} lines=${5} label=${t("Loading your booking…")} />`;
  return html`<${Failure} error=${new Unreachable()} />
    <p class="actions"><${Button} kind="quiet" onClick=${load}>${t("Try again")}<//></p>`;
}
