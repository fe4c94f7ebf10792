/**
 * The countries of ISO 3166-1, by their two-letter codes; Intl gives the names.
 */
import { countryCodes } from "../generated/countries.js";
import { countryName, getLocale } from "./format.js";

export { countryCodes };

/** @returns {{code: string, name: string}[]} in the locale's alphabetical order */
export function countries() {
  const { compare } = new Intl.Collator(getLocale());
  return countryCodes
    .map((code) => ({ code, name: countryName(code) }))
    .sort((one, other) => compare(one.name, other.name));
}

/** The text without case and accents, for searching. @param {string} text */
export const folded = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLocaleLowerCase(getLocale());
