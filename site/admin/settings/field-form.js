/** The form of one question of the web check-in. */
import { html } from "../../shared/ui.js";
import { msg, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { navigate } from "../navigation.js";
import { settingsHref } from "../routes.js";
import { CheckControl, LongTextControl, SelectControl } from "../ui/controls.js";
import { GuestText, InOthers, ownLanguageName, languages, textsBody } from "../ui/languages.js";
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
export const fieldBody = ({
  label,
  texts,
  type,
  required,
  help,
  options,
  option_names,
  position,
}) => ({
  label,
  texts,
  type,
  required,
  help,
  options,
  option_names,
  position,
});

/** @param {{field: Field | null, remove: import("../../shared/ui.js").Children}} props */
export function FieldForm({ field, remove }) {
  const { api } = useDesk();
  const save = async (/** @type {Values} */ values) => {
    const options = choosing.has(values.type) ? linesOf(values.options) : null;
    const entered = {
      ...values,
      texts: textsBody(values.texts),
      option_names: options ? namesBody(values.option_names, options.length) : {},
      label: values.label.trim(),
      help: values.help.trim() || null,
      options,
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
    place=${(/** @type {string} */ path) => path.replace(/^(options|option_names\.\w+)\[.*/, "$1")}
    save=${save}
    saved=${t("The question is saved")}
    beside=${remove}
  >
    ${(/** @type {Form} */ form) =>
      html`<div class="form-grid">
          <${GuestText} form=${form} path="label" label=${t("Question")} required />
          <${SelectControl}
            form=${form}
            path="type"
            label=${t("Kind of answer")}
            options=${Object.entries(fieldTypes).map(([type, text]) => [type, t(text)])}
          />
        </div>
        <div class="stacked">
          <${GuestText} form=${form} path="help" label=${t("Help, shown below the question")} />
          ${
            choosing.has(/** @type {string} */ (form.at("type"))) &&
            html`<${LongTextControl}
                form=${form}
                path="options"
                label=${t("Options, one a line")}
                rows=${4}
                required
              />
              <${OptionNames} form=${form} />`
          }
        </div>
        <${CheckControl} form=${form} path="required" label=${t("An answer is required")} />`}
  <//>`;
}

/** What the options are called in the business's other languages. @param {{form: Form}} props */
function OptionNames({ form }) {
  const others = languages().slice(1);
  const count = linesOf(form.at("options") ?? "").length;
  const missing = others.filter(
    (language) => linesOf(form.at(`option_names.${language}`) ?? "").length < count,
  );
  return (
    others.length > 0 &&
    html`<${InOthers}
      missing=${missing}
      open=${others.some((one) => form.errors[`option_names.${one}`])}
    >
      ${others.map(
        (language) =>
          html`<${LongTextControl}
            key=${language}
            form=${form}
            path=${`option_names.${language}`}
            label=${t("Options, {language}", { language: ownLanguageName(language) })}
            help=${t("In the same order, one a line.")}
            placeholder=${form.at("options")}
            rows=${4}
            lang=${language}
          />`,
      )}
    <//>`
  );
}

/**
 * Names as the API takes them: one for each option, empty ones where there is none.
 * @param {Record<string, string>} names @param {number} count
 */
const namesBody = (names, count) =>
  Object.fromEntries(
    Object.entries(names)
      .filter(([, text]) => text.trim())
      .map(([language, text]) => {
        const lines = text.split("\n").map((line) => line.trim());
        return [language, Array.from({ length: count }, (_, index) => lines[index] ?? "")];
      }),
  );

/** @typedef {ReturnType<typeof valuesOf>} Values */

/** @param {Field | null} field null for a new one */
const valuesOf = (field) => ({
  label: field?.label ?? "",
  type: field?.type ?? "text",
  required: field?.required ?? false,
  help: field?.help ?? "",
  options: (field?.options ?? []).join("\n"),
  position: field?.position ?? 0,
  texts: field?.texts ?? {},
  option_names: Object.fromEntries(
    Object.entries(field?.option_names ?? {}).map(([language, names]) => [
      language,
      names.join("\n"),
    ]),
  ),
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
