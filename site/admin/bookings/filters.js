/**
 * The grid's filters: their names in the address and in the API are the same.
 */
import { shortDate } from "../ui/show.js";
import { statuses, wordFor } from "../ui/words.js";
import { msg, t } from "../../shared/words.js";

/** @typedef {Record<string, string>} Filters only those that are set */
/** @typedef {{id: string, name: string}} NamedProperty */

/** Each range is two filters, `<name>_from` and `<name>_to`, both inclusive. */
export const ranges = [
  { name: "booked", label: msg("Booked") },
  { name: "arrival", label: msg("Arrival") },
  { name: "departure", label: msg("Departure") },
];

export const texts = [
  { name: "code", label: msg("Booking code") },
  { name: "last_name", label: msg("Last name") },
  { name: "first_name", label: msg("First name") },
  { name: "rate", label: msg("Rate") },
];

const names = [
  ...texts.map(({ name }) => name),
  "property",
  "status",
  ...ranges.flatMap(({ name }) => [`${name}_from`, `${name}_to`]),
];

/**
 * The filters that an address or a form holds, trimmed, without the empty ones.
 * @param {Iterable<[string, unknown]>} entries
 * @returns {Filters}
 */
export function filtersFrom(entries) {
  const given = new Map(entries);
  /** @type {Filters} */
  const filters = {};
  for (const name of names) {
    const value = String(given.get(name) ?? "").trim();
    if (value) filters[name] = name === "code" ? bareCode(value) : value;
  }
  return filters;
}

/** A code as people write it, "7k3m-9qxa", as it is kept. @param {string} text */
const bareCode = (text) => text.toUpperCase().replace(/[\s-]/g, "");

/** Whether both are the same filters. @param {Filters} one @param {Filters} other */
export const sameFilters = (one, other) => names.every((name) => one[name] === other[name]);

/**
 * What is wrong with the filters, by the name of the range.
 * @param {Filters} filters
 * @returns {Record<string, string>}
 */
export function mistakes(filters) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const { name } of ranges) {
    const [from, to] = [filters[`${name}_from`], filters[`${name}_to`]];
    if (from && to && from > to) found[name] = t("The first day comes after the last.");
  }
  return found;
}

/**
 * The filters that are on, one chip each; a range is one. `names` are the filters it stands for.
 * @param {Filters} filters
 * @param {NamedProperty[]} properties
 * @returns {{label: string, value: string, names: string[]}[]}
 */
export function chipsOf(filters, properties) {
  const chips = [];
  for (const { name, label } of texts) {
    if (filters[name]) chips.push({ label: t(label), value: filters[name], names: [name] });
  }
  if (filters.property) {
    const property = properties.find(({ id }) => id === filters.property);
    const value = property?.name ?? filters.property;
    chips.push({ label: t("Property"), value, names: ["property"] });
  }
  if (filters.status) {
    const value = t(wordFor(statuses, filters.status).text);
    chips.push({ label: t("Status"), value, names: ["status"] });
  }
  for (const { name, label } of ranges) {
    const value = rangeText(filters[`${name}_from`], filters[`${name}_to`]);
    if (value) chips.push({ label: t(label), value, names: [`${name}_from`, `${name}_to`] });
  }
  return chips;
}

/** @param {string | undefined} from @param {string | undefined} to */
function rangeText(from, to) {
  if (from && to) return from === to ? shown(from) : `${shown(from)} – ${shown(to)}`;
  if (from) return t("from {day}", { day: shown(from) });
  return to ? t("until {day}", { day: shown(to) }) : "";
}

/** An address may hold anything; only a real date can be written as one. @param {string} day */
const shown = (day) => (Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? day : shortDate(day));

/** @param {Filters} filters @param {string[]} gone @returns {Filters} */
export const without = (filters, gone) =>
  Object.fromEntries(Object.entries(filters).filter(([name]) => !gone.includes(name)));
