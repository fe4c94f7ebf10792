/** The places that take bookings. */
import { html } from "../../shared/ui.js";
import { msg, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { Collection } from "../records/collection.js";
import { PropertyForm } from "./property-form.js";
import { Loaded } from "../records/single.js";

/** @import {Policy, Property} from "../../generated/api.js" */

/** @param {{item: string | null}} props */
export function PropertySettings({ item }) {
  const { api } = useDesk();
  const kind = {
    section: "properties",
    title: t("Properties"),
    gone: msg("This property does not exist. <a>See properties</a>"),
    sure: t("Remove this property?"),
    additions: [{ item: "new", label: t("Add a property") }],
    intro: t("What guests read about how to reach you follows at once, in open bookings too."),
    api: api.properties,
    nameOf: (/** @type {Property} */ property) => property.name,
    texts: ["name", "directions"],
    row: (/** @type {Property} */ property) =>
      html`<bdi>${[property.address.city, property.time_zone].filter(Boolean).join(" · ")}</bdi>`,
    removal: () => t("Its bookings stay as they are, but new ones can't be made for it."),
  };
  return html`<${Collection}
    kind=${kind}
    item=${item}
    editor=${(
      /** @type {Property | null} */ property,
      /** @type {import("../../shared/ui.js").Children} */ remove,
    ) =>
      html`<${Loaded} load=${api.policies.list}>
        ${(/** @type {Policy[]} */ policies) =>
          html`<${PropertyForm}
            key=${property?.id}
            property=${property}
            policies=${policies}
            remove=${remove}
          />`}
      <//>`}
  />`;
}
