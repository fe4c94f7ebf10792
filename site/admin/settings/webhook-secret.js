/** The secret that an endpoint checks signatures with: shown on request, replaced after a question. */
import { html, useState } from "../../shared/ui.js";
import { Button, toast } from "../../shared/components.js";
import { rich, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { Confirm } from "../ui/confirm.js";
import { CopyField } from "../ui/copy.js";
import { Failure } from "../ui/failure.js";
import { ownZone, timeTag } from "../ui/show.js";

/** @import {Endpoint} from "../../generated/api.js" */

/** @param {{endpoint: Endpoint}} props */
export function WebhookSecret({ endpoint }) {
  const { api } = useDesk();
  const [secret, setSecret] = useState(/** @type {string | null} */ (null));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const show = async () => {
    setBusy(true);
    setError(null);
    try {
      setSecret(await api.webhooks.secret(endpoint.id));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const rotate = async () => {
    setSecret(await api.webhooks.rotateSecret(endpoint.id));
    setAsking(false);
    toast(t("The webhook has a new secret"));
  };
  return html`<section class="panel" aria-labelledby="secret">
    <h2 id="secret">${t("Signing secret")}</h2>
    <p class="muted">
      ${t("The receiver checks with it that a message comes from here.")}
      ${
        endpoint.rotated_at &&
        html` ${rich(
          "Last replaced <time>{at:moment}</time>.",
          { at: { at: endpoint.rotated_at, zone: ownZone() } },
          { time: timeTag(endpoint.rotated_at) },
        )}`
      }
    </p>
    ${error !== null && html`<${Failure} error=${error} />`}
    ${secret && html`<${CopyField} label=${t("Secret")} value=${secret} copied=${t("Secret copied")} />`}
    <div class="actions">
      ${!secret && html`<${Button} kind="quiet" busy=${busy} onClick=${show}>${t("Show the secret")}<//>`}
      <${Button} kind="quiet" onClick=${() => setAsking(true)}>${t("Replace the secret")}<//>
    </div>
    <${Confirm}
      open=${asking}
      title=${t("Replace the secret?")}
      action=${t("Replace the secret")}
      onConfirm=${rotate}
      onClose=${() => setAsking(false)}
    >
      <p>
        ${t("For 24 hours messages are signed with the old secret as well, so the receiver can change over without losing any. After that only the new one counts.")}
      </p>
    <//>
  </section>`;
}
