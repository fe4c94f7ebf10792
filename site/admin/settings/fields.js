/** The questions of the web check-in, in the order in which guests see them. */
import { html } from "../../shared/ui.js";
import { list } from "../../shared/format.js";
import { msg, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { Collection } from "../records/collection.js";
import { fieldBody, FieldForm, fieldTypes } from "./field-form.js";
import { Order } from "../records/order.js";

/** @import {Field} from "../../generated/api.js" */

/** @param {{item: string | null}} props */
export function FieldSettings({ item }) {
  const { api } = useDesk();
  const kind = {
    section: "fields",
    title: t("Check-in questions"),
    gone: msg("This question does not exist. <a>See check-in questions</a>"),
    sure: t("Remove this question?"),
    additions: [{ item: "new", label: t("Add a question") }],
    intro: t("Guests answer these before they arrive."),
    api: { ...api.fields, list: async () => byPosition(await api.fields.list()) },
    nameOf: (/** @type {Field} */ field) => field.label,
    texts: ["label", "help"],
    row: (/** @type {Field} */ field) =>
      html`${
        field.required
          ? t("{kind}, required", { kind: t(fieldTypes[field.type]) })
          : t(fieldTypes[field.type])
      }${field.options && html`: <bdi>${list(field.options)}</bdi>`}`,
    removal: () =>
      t("Guests are not asked any more; answers that were given stay in their profiles."),
  };
  return html`<${Collection}
    kind=${kind}
    item=${item}
    tools=${(
      /** @type {Field[]} */ items,
      /** @type {number} */ index,
      /** @type {() => void} */ reload,
    ) =>
      html`<${Order}
        items=${items}
        index=${index}
        label=${items[index].label}
        save=${(/** @type {Field} */ field) => api.fields.save(field.id, fieldBody(field))}
        reload=${reload}
      />`}
    editor=${(
      /** @type {Field | null} */ field,
      /** @type {import("../../shared/ui.js").Children} */ remove,
    ) => html`<${FieldForm} key=${field?.id} field=${field} remove=${remove} />`}
  />`;
}

/** @param {Field[]} fields */
const byPosition = (fields) => [...fields].sort((one, other) => one.position - other.position);
