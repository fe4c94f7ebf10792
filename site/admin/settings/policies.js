/** Cancellation policies: what cancelling costs, until when. */
import { html } from "../../shared/ui.js";
import { msg, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { policyLines } from "../ui/policy-text.js";
import { Collection } from "../records/collection.js";
import { PolicyForm } from "./policy-form.js";

/** @import {Policy} from "../../generated/api.js" */

/** @param {{item: string | null}} props */
export function PolicySettings({ item }) {
  const { api } = useDesk();
  const kind = {
    section: "policies",
    title: t("Cancellation policies"),
    gone: msg("This policy does not exist. <a>See cancellation policies</a>"),
    sure: t("Remove this policy?"),
    additions: [{ item: "new", label: t("Add a policy") }],
    intro: t("Each booking keeps the policy that it was made under."),
    api: api.policies,
    nameOf: (/** @type {Policy} */ policy) => policy.name,
    texts: ["name"],
    row: (/** @type {Policy} */ policy) =>
      html`<ul class="plain">
        ${policyLines(policy, null).map((line) => html`<li key=${line}>${line}</li>`)}
      </ul>`,
    removal: () => t("Bookings that were made under it keep it."),
  };
  return html`<${Collection}
    kind=${kind}
    item=${item}
    editor=${(
      /** @type {Policy | null} */ policy,
      /** @type {import("../../shared/ui.js").Children} */ remove,
    ) => html`<${PolicyForm} key=${policy?.id} policy=${policy} remove=${remove} />`}
  />`;
}
