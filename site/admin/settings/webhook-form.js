/** The form of one webhook endpoint. */
import { html } from "../../shared/ui.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { navigate } from "../navigation.js";
import { settingsHref } from "../routes.js";
import { CheckControl, ChoicesControl, TextControl } from "../ui/controls.js";
import { SettingForm } from "../records/single.js";
import { PublicEventType } from "../../generated/lists.js";

/** @import {Endpoint} from "../../generated/api.js" */

/** @param {{endpoint: Endpoint | null, remove: import("../../shared/ui.js").Children}} props */
export function WebhookForm({ endpoint, remove }) {
  const { api } = useDesk();
  const save = async (/** @type {Values} */ values) => {
    const body = { ...values, url: values.url.trim(), description: values.description.trim() };
    if (endpoint) return valuesOf(await api.webhooks.save(endpoint.id, body));
    const made = await api.webhooks.add(body);
    navigate(settingsHref("webhooks", made.id), { replace: true });
    return null;
  };
  return html`<${SettingForm}
    title=${endpoint ? t("Edit the webhook") : t("New webhook")}
    initial=${valuesOf(endpoint)}
    check=${check}
    place=${(/** @type {string} */ field) => field.replace(/^types\[.*/, "types")}
    save=${save}
    saved=${t("The webhook is saved")}
    beside=${remove}
  >
    ${(/** @type {import("../ui/form.js").Form} */ form) =>
      html`<div class="stacked">
          <${TextControl}
            form=${form}
            path="url"
            label=${t("Address")}
            type="url"
            help=${t("It must begin with https:// and be reachable from the internet.")}
            required
          />
          <${TextControl} form=${form} path="description" label=${t("What it is for")} />
        </div>
        <${ChoicesControl}
          form=${form}
          path="types"
          legend=${t("Events")}
          help=${t("None chosen means every event.")}
          options=${PublicEventType.map((type) => ({ value: type, label: html`<code>${type}</code>` }))}
          chosen=${form.at("types")}
          onChange=${(/** @type {string[]} */ types) => form.set("types", types)}
        />
        <${CheckControl}
          form=${form}
          path="enabled"
          label=${t("Enabled")}
          help=${t("While disabled nothing is sent there.")}
        />`}
  <//>`;
}

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {Endpoint | null} endpoint null for a new one */
const valuesOf = (endpoint) => ({
  url: endpoint?.url ?? "",
  description: endpoint?.description ?? "",
  types: endpoint?.types ?? [],
  enabled: endpoint?.enabled ?? true,
});

/** @param {Values} values @returns {Record<string, string>} */
const check = ({ url }) => (url.trim() ? {} : { url: t("Please fill this in.") });
