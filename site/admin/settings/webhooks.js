/** Where other systems hear of what happens to bookings. */
import { html } from "../../shared/ui.js";
import { Badge } from "../../shared/components.js";
import { msg, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { Collection } from "../records/collection.js";
import { WebhookForm } from "./webhook-form.js";
import { WebhookSecret } from "./webhook-secret.js";

/** @import {Endpoint} from "../../generated/api.js" */

/** @param {{item: string | null}} props */
export function WebhookSettings({ item }) {
  const { api } = useDesk();
  const kind = {
    section: "webhooks",
    title: t("Webhooks"),
    gone: msg("This webhook does not exist. <a>See webhooks</a>"),
    sure: t("Remove this webhook?"),
    additions: [{ item: "new", label: t("Add a webhook") }],
    intro: t("Each event is posted to these addresses, signed by Standard Webhooks 1.0."),
    api: api.webhooks,
    nameOf: (/** @type {Endpoint} */ endpoint) => endpoint.url,
    row: (/** @type {Endpoint} */ endpoint) =>
      html`${!endpoint.enabled && html`<${Badge} tone="warn">${t("Disabled")}<//> `}
      ${endpoint.description && html`<bdi>${endpoint.description}</bdi>, `}
      ${endpoint.types.length ? endpoint.types.join(", ") : t("every event")}`,
    removal: () => t("Nothing more is sent there."),
  };
  return html`<${Collection}
    kind=${kind}
    item=${item}
    editor=${(
      /** @type {Endpoint | null} */ endpoint,
      /** @type {import("../../shared/ui.js").Children} */ remove,
    ) =>
      html`<${WebhookForm} key=${endpoint?.id} endpoint=${endpoint} remove=${remove} />
        ${endpoint && html`<${WebhookSecret} endpoint=${endpoint} />`}`}
  />`;
}
