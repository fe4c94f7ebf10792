/** Taking one unit out of sale for some nights: a repair, a guest of the house. */
import { html, useState } from "../../shared/ui.js";
import { Problem } from "../../shared/api.js";
import { Button, Dialog, Field, Notice } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { explain } from "../ui/failure.js";

/** @typedef {{id: string, unit: string, name: string, from: string, to: string}} Closure */

/**
 * @param {{open: boolean, property: string, units: {id: string, name: string, group: string}[],
 *   from: string, onClose: () => void, onClosed: (closure: Closure) => void}} props
 */
export function CloseDialog({ open, onClose, ...rest }) {
  return html`<${Dialog} open=${open} title=${t("Close a unit")} onClose=${onClose}>
    <${CloseForm} ...${rest} onClose=${onClose} />
  <//>`;
}

/**
 * @param {{property: string, units: {id: string, name: string, group: string}[], from: string,
 *   onClose: () => void, onClosed: (closure: Closure) => void}} props
 */
function CloseForm({ property, units, from, onClose, onClosed }) {
  const { api } = useDesk();
  const [values, setValues] = useState({ unit: units[0]?.id ?? "", from, to: from, note: "" });
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const [busy, setBusy] = useState(false);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    setProblem(null);
    if (values.to < values.from) return setErrors({ to: t("This is before the first night.") });
    setErrors({});
    setBusy(true);
    try {
      const { id } = await api.catalog(property).close(values);
      const unit = units.find((one) => one.id === values.unit);
      onClosed({ id, ...values, name: unit?.name ?? values.unit });
    } catch (error) {
      setBusy(false);
      if (error instanceof Problem) setErrors(error.byField());
      setProblem(explain(error));
    }
  };
  const control = (
    /** @type {string} */ label,
    /** @type {"from" | "to" | "note"} */ part,
    /** @type {string} */ type,
  ) =>
    html`<${Field} label=${label} error=${errors[part]}>
      ${(/** @type {Record<string, unknown>} */ attributes) =>
        html`<input
          ...${attributes}
          type=${type}
          dir=${type === "text" ? "auto" : undefined}
          value=${values[part]}
          onInput=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) =>
            setValues({ ...values, [part]: event.currentTarget.value })}
        />`}
    <//>`;
  return html`<form novalidate onSubmit=${submit}>
    ${problem && html`<${Notice} tone="bad" live>${problem}<//>`}
    <div class="form-grid">
      <${Field} label=${t("Unit")} error=${errors.unit}>
        ${(/** @type {Record<string, unknown>} */ attributes) =>
          html`<select
            ...${attributes}
            value=${values.unit}
            onChange=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) =>
              setValues({ ...values, unit: event.currentTarget.value })}
          >
            ${units.map(
              ({ id, name, group }) =>
                html`<option key=${id} value=${id}>${group}, ${name}</option>`,
            )}
          </select>`}
      <//>
      ${control(t("First night"), "from", "date")} ${control(t("Last night"), "to", "date")}
      ${control(t("Why"), "note", "text")}
    </div>
    <div class="actions save-bar">
      <${Button} type="submit" busy=${busy}>${t("Close it")}<//>
      <${Button} kind="quiet" onClick=${onClose}>${t("Back")}<//>
    </div>
  </form>`;
}
