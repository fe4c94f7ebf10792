/** The languages in which the business writes what guests read. */
import { html } from "../../shared/ui.js";
import { t } from "../../shared/words.js";
import { languages as spoken } from "../../generated/languages.js";
import { useDesk } from "../desk-context.js";
import { Loaded, SettingForm } from "../records/single.js";
import { ChoicesControl, SelectControl } from "../ui/controls.js";
import { ownLanguageName, noteLanguages } from "../ui/languages.js";

/** @import {Language, Languages} from "../../generated/api.js" */

/** @typedef {{first: string, others: string[]}} Values */

/** @param {Languages} kept @returns {Values} */
const valuesOf = ({ languages: [first, ...others] }) => ({ first, others });

export function LanguageSettings() {
  const { api } = useDesk();
  const save = async (/** @type {Values} */ { first, others }) => {
    const chosen = [first, ...spoken.filter((one) => one !== first && others.includes(one))];
    const kept = await api.languages.save({ languages: /** @type {Language[]} */ (chosen) });
    noteLanguages(kept.languages);
    return valuesOf(kept);
  };
  return html`<${Loaded} load=${api.languages.read}>
    ${(/** @type {Languages} */ kept) =>
      html`<${SettingForm}
        title=${t("Languages")}
        intro=${t("Names, descriptions and terms can be written in several languages. Guests read theirs, and the first where something is missing.")}
        initial=${valuesOf(kept)}
        save=${save}
        saved=${t("The languages are saved")}
      >
        ${(/** @type {import("../ui/form.js").Form} */ form) =>
          html`<${SelectControl}
              form=${form}
              path="first"
              label=${t("First language")}
              help=${t("The one in which what stands at the desk is written. Changing it translates nothing.")}
              options=${spoken.map((code) => [code, ownLanguageName(code)])}
            />
            <${ChoicesControl}
              form=${form}
              path="others"
              legend=${t("Others")}
              options=${spoken
                .filter((code) => code !== form.at("first"))
                .map((code) => ({
                  value: code,
                  label: html`<span lang=${code}>${ownLanguageName(code)}</span>`,
                }))}
              chosen=${form.at("others")}
              onChange=${(/** @type {string[]} */ chosen) => form.set("others", chosen)}
            />`}
      <//>`}
  <//>`;
}
