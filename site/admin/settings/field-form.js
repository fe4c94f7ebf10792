/** The form of one question of the web check-in. */
import { html } from "../../shared/ui.js";
import { msg, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { navigate } from "../navigation.js";
import { settingsHref } from "../routes.js";
import { CheckControl, LongTextControl, SelectControl, TextControl } from "../ui/controls.js";
import { linesOf } from "./address.js";
import { SettingForm } from "../records/single.js";

/** @import {Field, FieldForm as FieldBody, FieldType} from "../../generated/api.js" */
/** @typedef {import("../ui/form.js").Form} Form */

/** @type {Record<FieldType, string>} */
export const fieldTypes = {
  text: msg("Short text"),
  long_text: msg("Long text"),
  choice: msg("One of several"),
  many: msg("Any of several"),
  yes_no: msg("Yes or no"),
  date: msg("Date"),
  number: msg("Number"),
  country: msg("Country"),
  phone: msg("Phone"),
  email: msg("Email"),
};

/** Types that have options to choose from. */
const choosing = new Set(["choice", "many"]);

/** A question as the API takes it. @param {Omit<Field, "id">} field @returns {FieldBody} */
export const fieldBody = ({ label, type, required, help, options, position }) => ({
  label,
  type,
  required,
  help,
  options,
  position,
});

/** @param {{field: Field | null, remove: import("../../shared/ui.js").Children}} props */
export function FieldForm({ field, remove }) {
  const { api } = useDesk();
  const save = async (/** @type {Values} */ values) => {
    const entered = {
      ...values,
      label: values.label.trim(),
      help: values.help.trim() || null,
      options: choosing.has(values.type) ? linesOf(values.options) : null,
    };
    if (field) return valuesOf(await api.fields.save(field.id, fieldBody(entered)));
    const others = await api.fields.list();
    const last = Math.max(-1, ...others.map(({ position }) => position));
    await api.fields.add(fieldBody({ ...entered, position: last + 1 }));
    navigate(settingsHref("fields"), { replace: true });
    return null;
  };
  return html`<${SettingForm}
    title=${field ? t("Edit the question") : t("New question")}
    initial=${valuesOf(field)}
    check=${check}
    place=${(/** @type {string} */ path) => path.replace(/^options\[.*/, "options")}
    save=${save}
    saved=${t("The question is saved")}
    beside=${remove}
  >
    ${(/** @type {Form} */ form) =>
      html`<div class="form-grid">
          <${TextControl} form=${form} path="label" label=${t("Question")} required />
          <${SelectControl}
            form=${form}
            path="type"
            label=${t("Kind of answer")}
            options=${Object.entries(fieldTypes).map(([type, text]) => [type, t(text)])}
          />
        </div>
        <div class="stacked">
          <${TextControl} form=${form} path="help" label=${t("Help, shown below the question")} />
          ${
            choosing.has(/** @type {string} */ (form.at("type"))) &&
            html`<${LongTextControl}
              form=${form}
              path="options"
              label=${t("Options, one a line")}
              rows=${4}
              required
            />`
          }
        </div>
        <${CheckControl} form=${form} path="required" label=${t("An answer is required")} />`}
  <//>`;
}

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {Field | null} field null for a new one */
const valuesOf = (field) => ({
  label: field?.label ?? "",
  type: field?.type ?? "text",
  required: field?.required ?? false,
  help: field?.help ?? "",
  options: (field?.options ?? []).join("\n"),
  position: field?.position ?? 0,
});

/** @param {Values} values */
function check({ label, type, options }) {
  /** @type {Record<string, string>} */
  const errors = {};
  if (!label.trim()) errors.label = t("Please fill this in.");
  if (choosing.has(type) && !linesOf(options).length) {
    errors.options = t("Give at least one option.");
  }
  return errors;
}
