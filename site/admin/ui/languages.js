/**
 * What the business writes itself, in its other languages. The first is that of the fields as they
 * stand; beside each, a form has a field for every other language.
 */
import { html } from "../../shared/ui.js";
import { list } from "../../shared/format.js";
import { languageNames, t } from "../../shared/words.js";
import { LongTextControl, TextControl } from "./controls.js";

/** @import {Language} from "../../generated/api.js" */
/** @typedef {import("./form.js").Form} Form */
/** @typedef {Record<string, Record<string, string>>} Texts by language, then by field */

/** @type {Language[]} */
let written = ["en"];

/** The languages in which the business writes, its first one first. */
export const languages = () => written;

/** @param {import("../desk-api.js").DeskApi} api */
export async function loadLanguages(api) {
  noteLanguages((await api.languages.read()).languages);
}

/** @param {Language[]} now */
export function noteLanguages(now) {
  written = now;
}

/** A language by its own name, "Magyar". @param {string} code */
export const ownLanguageName = (code) =>
  languageNames().find((one) => one.code === code)?.name ?? code;

/** A record's texts as the API takes them: those that say something. @param {Texts} texts */
export const textsBody = (texts) =>
  Object.fromEntries(
    Object.entries(texts).map(([language, given]) => [
      language,
      Object.fromEntries(Object.entries(given).filter(([, text]) => text.trim())),
    ]),
  );

/** @typedef {{[field: string]: unknown, texts?: Texts}} Written a record with texts */

/**
 * The languages in which something is missing that the record says in the first.
 * @param {Written} record
 * @param {string[]} fields
 */
const missingIn = (record, fields) =>
  written
    .slice(1)
    .filter((language) =>
      fields.some((field) => record[field] && !record.texts?.[language]?.[field]),
    );

/**
 * Says in which languages texts are missing; nothing if there are all.
 * @param {{in: Language[]}} props
 */
const Mark = ({ in: missing }) =>
  missing.length > 0 &&
  html`<span class="missing"
    >${t("missing in {languages}", { languages: list(missing.map(ownLanguageName)) })}</span
  >`;

/**
 * The mark of a record in a list; those that it is made of are looked at too.
 * @param {{record: Written, fields: string[]}} props
 */
export function Missing({ record, fields }) {
  const rules = /** @type {Written[]} */ (Array.isArray(record.rules) ? record.rules : []);
  const found = new Set([record, ...rules].flatMap((one) => missingIn(one, fields)));
  return html`<${Mark} in=${written.filter((language) => found.has(language))} />`;
}

/**
 * A text that guests read: a field for it, and folded below it one for each other language.
 * @param {{form: Form, path: string, label: string, rows?: number, required?: boolean,
 *   help?: string, placeholder?: string}} props
 */
export function GuestText({ form, path, label, rows, ...rest }) {
  const others = written.slice(1);
  const control = (/** @type {object} */ props) =>
    rows
      ? html`<${LongTextControl} form=${form} rows=${rows} ...${props} />`
      : html`<${TextControl} form=${form} ...${props} />`;
  const field = control({ path, label, ...rest });
  if (!others.length) return field;
  const [, base, name] = /** @type {RegExpExecArray} */ (/^(.*?)(\w+)$/.exec(path));
  const at = (/** @type {string} */ language) => `${base}texts.${language}.${name}`;
  const said = (/** @type {string} */ place) => String(form.at(place) ?? "").trim();
  const missing = said(path) ? others.filter((language) => !said(at(language))) : [];
  const wrong = others.some((language) => form.errors[at(language)]);
  return html`<div class="guest-text">
    ${field}
    <${InOthers} missing=${missing} open=${wrong}>
      ${others.map((language) =>
        control({
          key: language,
          path: at(language),
          label: `${label}, ${ownLanguageName(language)}`,
          lang: language,
          placeholder: said(path),
        }),
      )}
    <//>
  </div>`;
}

/**
 * Fields for the other languages, folded.
 * @param {{missing: Language[], open: boolean, children?: import("../../shared/ui.js").Children}} props
 */
export const InOthers = ({ missing, open, children }) =>
  html`<details class="in-others" open=${open || undefined}>
    <summary><span>${t("In other languages")}</span>${" "}<${Mark} in=${missing} /></summary>
    ${children}
  </details>`;
