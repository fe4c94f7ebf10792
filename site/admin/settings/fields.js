/** The questions of the web check-in, in the order in which guests see them. */
import { html, useState } from "../../shared/ui.js";
import { Button } from "../../shared/components.js";
import { useDesk } from "../desk-context.js";
import { explain } from "../ui/failure.js";
import { ProblemDialog } from "../ui/problem-dialog.js";
import { Collection } from "./collection.js";
import { fieldBody, FieldForm, fieldTypes } from "./field-form.js";

/** @param {{item: string | null}} props */
export function FieldSettings({ item }) {
  const { api } = useDesk();
  const kind = {
    section: "fields",
    title: "Check-in questions",
    what: "question",
    intro: "Guests answer these before they arrive.",
    api: { ...api.fields, list: async () => byPosition(await api.fields.list()) },
    nameOf: (/** @type {any} */ field) => field.label,
    row: (/** @type {any} */ field) =>
      html`${fieldTypes[field.type] ?? field.type}${field.required && ", required"}
      ${field.options && html`: <bdi>${field.options.join(", ")}</bdi>`}`,
    removal: () => "Guests are not asked any more; answers that were given stay in their profiles.",
  };
  return html`<${Collection}
    kind=${kind}
    item=${item}
    tools=${(
      /** @type {any[]} */ items,
      /** @type {number} */ index,
      /** @type {() => void} */ reload,
    ) => html`<${Order} items=${items} index=${index} reload=${reload} />`}
    editor=${(/** @type {any} */ field, /** @type {any} */ remove) =>
      html`<${FieldForm} key=${field?.id} field=${field} remove=${remove} />`}
  />`;
}

/** @param {any[]} fields */
const byPosition = (fields) => [...fields].sort((one, other) => one.position - other.position);

/**
 * Buttons that move a question up or down. Only those whose place changed are saved.
 * @param {{items: any[], index: number, reload: () => void}} props
 */
function Order({ items, index, reload }) {
  const { api } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const { label } = items[index];
  const move = async (/** @type {number} */ step) => {
    if (busy) return;
    const order = [...items];
    [order[index], order[index + step]] = [order[index + step], order[index]];
    setBusy(true);
    try {
      for (const [position, field] of order.entries()) {
        if (field.position !== position) {
          await api.fields.save(field.id, fieldBody({ ...field, position }));
        }
      }
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
      reload();
    }
  };
  return html`<div class="order">
    <${Button}
      kind="quiet small"
      aria-label=${`Move ${label} up`}
      disabled=${index === 0}
      busy=${busy}
      onClick=${() => move(-1)}
      >↑<//
    >
    <${Button}
      kind="quiet small"
      aria-label=${`Move ${label} down`}
      disabled=${index === items.length - 1}
      onClick=${() => move(1)}
      >↓<//
    >
    <${ProblemDialog} text=${problem} onClose=${() => setProblem(null)} />
  </div>`;
}
