/** Agencies that book through the API, each with keys of its own. */
import { html, useState } from "../../shared/ui.js";
import { Notice } from "../../shared/components.js";
import { msg, rich, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { TextControl } from "../ui/controls.js";
import { CopyField } from "../ui/copy.js";
import { Collection } from "../records/collection.js";
import { SettingForm } from "../records/single.js";
import { nameTag } from "../ui/show.js";

/** @import {NewPartner, PartnerView} from "../../generated/api.js" */

/** @param {{item: string | null}} props */
export function AgencySettings({ item }) {
  const { api } = useDesk();
  const kind = {
    section: "agencies",
    title: t("Agencies"),
    gone: msg("This agency does not exist. <a>See agencies</a>"),
    sure: t("Remove this agency?"),
    additions: [{ item: "new", label: t("Add an agency") }],
    intro: t("Travel agencies and sales channels that book through the API."),
    empty: t(
      "There is none yet. An agency gets a key for its bookings, and one to try things out.",
    ),
    api: api.agencies,
    nameOf: (/** @type {PartnerView} */ agency) => agency.name,
    row: (/** @type {PartnerView} */ agency) => html`<bdi>${agency.email}</bdi>`,
    removal: () => t("Its keys stop working at once. Bookings that it made stay as they are."),
  };
  return html`<${Collection}
    kind=${kind}
    item=${item}
    editor=${(
      /** @type {PartnerView | null} */ agency,
      /** @type {import("../../shared/ui.js").Children} */ remove,
    ) => (agency ? html`<${Agency} agency=${agency} remove=${remove} />` : html`<${NewAgency} />`)}
  />`;
}

/** @param {{agency: PartnerView, remove: import("../../shared/ui.js").Children}} props */
const Agency = ({ agency, remove }) =>
  html`<section class="panel" aria-labelledby="agency">
    <h2 id="agency" dir="auto">${agency.name}</h2>
    <p><bdi>${agency.email}</bdi></p>
    <p class="muted">
      ${t("Its keys were shown when it was added and can't be shown again. If they are lost, remove the agency and add it anew.")}
    </p>
    <div class="actions">${remove}</div>
  </section>`;

function NewAgency() {
  const { api } = useDesk();
  const [made, setMade] = useState(/** @type {NewPartner | null} */ (null));
  if (made) return html`<${Keys} agency=${made} />`;
  const save = async (/** @type {Values} */ { name, email }) => {
    setMade(await api.agencies.add({ name: name.trim(), email: email.trim() }));
  };
  return html`<${SettingForm}
    title=${t("New agency")}
    initial=${{ name: "", email: "" }}
    check=${check}
    save=${save}
    saveText=${t("Add the agency")}
    saved=${t("The agency is added")}
  >
    ${(/** @type {import("../ui/form.js").Form} */ form) =>
      html`<div class="form-grid">
        <${TextControl} form=${form} path="name" label=${t("Name")} required />
        <${TextControl} form=${form} path="email" label=${t("Email")} type="email" required />
      </div>`}
  <//>`;
}

/** @typedef {{name: string, email: string}} Values */

/** @param {Values} values */
const check = (values) =>
  Object.fromEntries(
    /** @type {const} */ (["name", "email"])
      .filter((path) => !values[path].trim())
      .map((path) => [path, t("Please fill this in.")]),
  );

/** @param {{agency: NewPartner}} props */
const Keys = ({ agency }) =>
  html`<section class="panel" aria-labelledby="keys">
    <h2 id="keys">${rich("Keys of <bdi>{name}</bdi>", { name: agency.name }, { bdi: nameTag })}</h2>
    <${Notice} tone="warn" live>
      ${t("This is the only time that they are shown. Copy them now, and send them on a safe way.")}
    <//>
    <${CopyField} label=${t("Key")} value=${agency.key} copied=${t("Key copied")} />
    <${CopyField}
      label=${t("Key to try things out")}
      value=${agency.sandbox_key}
      copied=${t("Key to try things out copied")}
    />
    <p class="muted">
      ${t("With the second key bookings are not real: nothing is sold and nobody is told.")}
    </p>
  </section>`;
