/** Where other systems hear of what happens to bookings. */
import { html } from "../../shared/ui.js";
import { Badge } from "../../shared/components.js";
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
    title: "Webhooks",
    what: "webhook",
    intro: "Each event is posted to these addresses, signed by Standard Webhooks 1.0.",
    api: api.webhooks,
    nameOf: (/** @type {Endpoint} */ endpoint) => endpoint.url,
    row: (/** @type {Endpoint} */ endpoint) =>
      html`${!endpoint.enabled && html`<${Badge} tone="warn">Disabled<//> `}
      ${endpoint.description && html`<bdi>${endpoint.description}</bdi>, `}
      ${endpoint.types.length ? endpoint.types.join(", ") : "every event"}`,
    removal: () => "Nothing more is sent there.",
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
