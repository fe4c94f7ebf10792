/**
 * What the pages say, in the reader's language.
 *
 * A sentence stands in the code in English, and is translated by what `make words` compiles from
 * the translators' files. Values go into it by name and kind, `t("Free until {until:moment}", …)`,
 * plain as the API sends them (layers/lobby/lobby/words/values.py lists the kinds).
 */
import { languages } from "../generated/languages.js";
import {
  anyOf,
  countryName,
  date,
  dateRange,
  list,
  moment,
  money,
  number,
  percent,
  preferredLocale,
  setLocale,
  timeOfDay,
  weekdayName,
  zonePlace,
} from "./format.js";
import { useEffect, useState } from "./ui.js";

/**
 * @typedef {import("./format.js").Money} Money
 * @typedef {{at: string, zone: string}} Moment
 * @typedef {{from: string, to: string}} Dates
 * @typedef {string | number | boolean | null | readonly string[] | readonly number[] | Money | Moment | Dates} Value
 * @typedef {Readonly<Record<string, Value>>} Values
 * @typedef {import("../vendor/preact.js").ComponentChildren} Children
 * @typedef {{plural: (n: number) => number, texts: Record<string, string | string[]>,
 *   places: Readonly<Record<string, string>>}} Catalogue
 */

/** @type {Catalogue} */
const english = { plural: (n) => Number(n !== 1), texts: {}, places: {} };
const keptUnder = "lobby.language";
/** Norwegians ask for "no" or for their other written language; what we have reads well to both. */
const sameAs = /** @type {Record<string, string>} */ ({ no: "nb", nn: "nb" });

let catalogue = english;
/** What the codes of the API say, in English: the table is needed when something is refused. */
let table = /** @type {typeof import("../generated/sentences.js").sentences} */ ({});
let current = "en";
let chosen = "";
let asked = "";
let page = "";
/** @type {Set<(language: string) => void>} */
const listeners = new Set();

/** The language that the page speaks. */
export const language = () => current;

/** The language that the reader chose, now or on an earlier visit. */
export const chosenLanguage = () => known(chosen, kept()) ?? null;

/** The languages to choose from, each by its own name. */
export const languageNames = () =>
  languages.map((code) => {
    const name = new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
    return { code, name: name[0].toLocaleUpperCase(code) + name.slice(1) };
  });

/**
 * Loads a page's words before it says anything: in the language that the reader chose, else the
 * booking's, else the browser's, else the property's, else English.
 * @param {"portal" | "book" | "admin"} name
 * @param {{booking?: string | null, property?: string | null}} [wanted] BCP 47 tags
 */
export async function loadWords(name, { booking, property } = {}) {
  page = name;
  await speak(known(chosen, kept(), booking, ...navigator.languages, property) ?? "en");
}

/**
 * Loads a page's words, as `loadWords` does, and draws the component again when they are there and
 * when the language changes.
 * @param {"portal" | "book" | "admin"} name
 * @param {{booking?: string | null, property?: string | null}} [wanted]
 * @returns {boolean} whether they are there
 */
export function useWords(name, { booking, property } = {}) {
  const wanted = `${booking ?? ""} ${property ?? ""}`;
  const [loaded, setLoaded] = useState("");
  useLanguage();
  useEffect(() => {
    let asking = true;
    loadWords(name, { booking, property }).then(() => asking && setLoaded(wanted));
    return () => {
      asking = false;
    };
  }, [name, wanted]);
  return loaded === wanted;
}

/** Speaks this language from now on, and when the reader comes back. @param {string} code */
export async function chooseLanguage(code) {
  chosen = code;
  try {
    localStorage.setItem(keptUnder, code);
  } catch {
    // Storage can be switched off in a browser; only this visit knows the choice then.
  }
  await speak(code);
}

/** Draws the component again when the language changes. */
export function useLanguage() {
  const [spoken, setSpoken] = useState(current);
  useEffect(() => {
    setSpoken(current);
    listeners.add(setSpoken);
    return () => void listeners.delete(setSpoken);
  }, []);
  return spoken;
}

function kept() {
  try {
    return localStorage.getItem(keptUnder);
  } catch {
    return null;
  }
}

/** The first that we speak. @param {...(string | null | undefined)} tags */
function known(...tags) {
  const codes = tags.map((tag) => (tag ?? "").split("-")[0].toLowerCase());
  return codes.map((code) => sameAs[code] ?? code).find((code) => languages.includes(code));
}

/** @param {string} code */
function direction(code) {
  const own = /** @type {Intl.Locale & {getTextInfo?: () => {direction: string}}} */ (
    new Intl.Locale(code)
  );
  return own.getTextInfo?.().direction ?? "ltr";
}

/** @param {string} code */
async function speak(code) {
  asked = code;
  const [read, { sentences }] = await Promise.all([
    code === "en" ? english : loaded(import(`../generated/words/${page}/${code}.js`), english),
    loaded(import("../generated/sentences.js"), { sentences: table }),
  ]);
  if (asked !== code) return; // Another was asked for meanwhile.
  catalogue = read;
  table = sentences;
  current = read === english ? "en" : code;
  setLocale(preferredLocale(current), catalogue.places);
  document.documentElement.lang = current;
  document.documentElement.dir = direction(current);
  for (const listener of listeners) listener(current);
}

/**
 * What a script has; something else where it could not be loaded, for English is better than nothing.
 * @template Script
 * @param {Promise<Script>} script
 * @param {Script} otherwise
 */
const loaded = (script, otherwise) => script.catch(() => otherwise);

/** Marks a sentence for translation where it stands in a table; `t` says it. @param {string} text */
export const msg = (text) => text;

/**
 * A sentence with its values. Words before a bar say what an ambiguous one means, and are not said:
 * `t("state|Open")`.
 * @param {string} text
 * @param {Values} [values]
 */
export const t = (text, values = {}) => fill(translated(text), values);

/**
 * A time with the place of the clock that shows it, for those who are elsewhere: "Tue, 2 Mar 2027,
 * 09:00 (Lisbon time)". Translators find the sentence where Python says it too, in
 * layers/lobby/lobby/words/formats.py.
 * @param {string} time
 * @param {string} zone IANA name
 */
export const placed = (time, zone) => t("{time} ({place} time)", { time, place: zonePlace(zone) });

/**
 * The sentence for a number, which it says as `{n}`.
 * @param {string} one
 * @param {string} many
 * @param {number} n
 * @param {Values} [values]
 */
export function plural(one, many, n, values = {}) {
  const forms = catalogue.texts[one];
  const own = Array.isArray(forms) ? forms[catalogue.plural(Math.abs(n))] : null;
  return fill(own ?? (n === 1 ? withoutContext(one) : many), { ...values, n });
}

/**
 * What a code of the API says; nothing if this page is older than the code.
 * @param {string | null | undefined} code
 * @param {Readonly<Record<string, unknown>>} [params]
 */
export function sentence(code, params = {}) {
  const values = /** @type {Values} */ (params);
  const said = code ? table[code] : undefined;
  if (said === undefined) return "";
  if (typeof said === "string") return t(said, values);
  return plural(said.one, said.many, Number(values[said.counts]), values);
}

/**
 * A sentence with markup: `rich("Read <terms>the terms</terms>.", {}, {terms: (words) => html`…`})`.
 * @param {string} text
 * @param {Values} values
 * @param {Record<string, (words: Children) => Children>} tags
 * @returns {Children[]}
 */
export function rich(text, values, tags) {
  /** @type {{name: string, words: Children[]}[]} */
  const open = [{ name: "", words: [] }];
  for (const part of translated(text).split(/(<\/?\w+>)/)) {
    const tag = /^<(\/?)(\w+)>$/.exec(part);
    const { name, words } = open[open.length - 1];
    if (!tag) words.push(fill(part, values));
    else if (!tag[1]) open.push({ name: tag[2], words: [] });
    else {
      open.pop();
      open[open.length - 1].words.push(tags[name](words));
    }
  }
  return open[0].words;
}

/** @param {string} text */
function translated(text) {
  const own = catalogue.texts[text];
  return typeof own === "string" ? own : withoutContext(text);
}

/** @param {string} text */
const withoutContext = (text) => text.slice(text.lastIndexOf("|") + 1);

/** @param {string} text @param {Values} values */
const fill = (text, values) =>
  text.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name, kind) => said(values[name], kind));

/** @param {Value | undefined} value @param {string | undefined} kind @returns {string} */
function said(value, kind) {
  switch (kind) {
    case "number":
      return number(Number(value));
    case "money":
      return money(/** @type {Money} */ (value));
    case "percent":
      return percent(/** @type {string} */ (value));
    case "date":
      return date(/** @type {string} */ (value));
    case "dates": {
      const { from, to } = /** @type {Dates} */ (value);
      return dateRange(from, to);
    }
    case "time":
      return timeOfDay(/** @type {string} */ (value));
    case "moment": {
      const { at, zone } = /** @type {Moment} */ (value);
      return placed(moment(at, zone), zone);
    }
    case "country":
      return countryName(/** @type {string} */ (value));
    case "weekdays": {
      const names = [.../** @type {readonly number[]} */ (value)].sort().map((n) => weekdayName(n));
      return anyOf(names);
    }
    case "list":
      return list(/** @type {readonly unknown[]} */ (value).map(String));
    default:
      return typeof value === "number" ? number(value) : String(value ?? "");
  }
}
