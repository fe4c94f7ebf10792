/**
 * Money, dates and names as people of one locale write them. Amounts are in minor units (ISO 4217),
 * instants are shown in the property's time zone, and dates have no zone at all.
 */

import { currencyDigits, weekStarts, zonePlaces } from "../generated/formats.js";

/** @typedef {{amount: number, currency: string}} Money */

let locale = preferredLocale("en");

/**
 * Uses the reader's own variant of the page's language (en-IE, en-US), or a European default.
 * @param {string} language
 */
export function preferredLocale(language) {
  const own = navigator.languages.find((tag) => tag.split("-")[0] === language);
  return own && own !== "en" ? own : language === "en" ? "en-GB" : language;
}

/** What the language calls the places of time zones. @type {Readonly<Record<string, string>>} */
let ownPlaces = {};

/**
 * @param {string} tag BCP 47
 * @param {Readonly<Record<string, string>>} places of time zones, where not called as in English
 */
export function setLocale(tag, places) {
  locale = tag;
  ownPlaces = places;
  formats.clear();
}

export const getLocale = () => locale;

/** Intl formats are slow to make and quick to use. @type {Map<string, unknown>} */
const formats = new Map();

/**
 * @template Options
 * @template Format
 * @param {new (locale: string, options: Options) => Format} Format
 * @param {Options} options
 * @returns {Format}
 */
function format(Format, options) {
  const key = Format.name + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Format(locale, options));
  return /** @type {Format} */ (formats.get(key));
}

/**
 * How many decimals the currency's minor unit has by ISO 4217: EUR 2, HUF 2, JPY 0, TND 3. `Intl`
 * answers with CLDR's habit of display, where HUF has none: amounts off by a hundred would follow.
 * @param {string} currency ISO 4217 code
 */
export const minorDigits = (currency) => currencyDigits[currency] ?? 2;

/** @param {Money} money "€675.00" */
export function money({ amount, currency }) {
  const digits = minorDigits(currency);
  /** @type {Intl.NumberFormatOptions} */
  const options = {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  };
  return format(Intl.NumberFormat, options).format(amount / 10 ** digits);
}

/**
 * As short as it goes, where there is little room: "€90", "€90.50", "Ft 12K".
 * @param {Money} money
 */
export function shortMoney({ amount, currency }) {
  const digits = minorDigits(currency);
  const value = amount / 10 ** digits;
  /** @type {Intl.NumberFormatOptions} */
  const options = { style: "currency", currency, currencyDisplay: "narrowSymbol" };
  if (Math.abs(value) >= 10_000) Object.assign(options, { notation: "compact" });
  else options.minimumFractionDigits = options.maximumFractionDigits = value % 1 ? digits : 0;
  return format(Intl.NumberFormat, options).format(value);
}

/** @param {number} value */
export function number(value) {
  return format(Intl.NumberFormat, {}).format(value);
}

/** @param {string | number} rate "0.10" gives "10%" */
export function percent(rate) {
  /** @type {Intl.NumberFormatOptions} */
  const options = { style: "percent", maximumFractionDigits: 2 };
  return format(Intl.NumberFormat, options).format(Number(rate));
}

/** A date without a zone, as an instant that formats to the same date in UTC. @param {string} day */
const plain = (day) => new Date(`${day}T00:00:00Z`);

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const dateStyles = {
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  long: { day: "numeric", month: "long", year: "numeric" },
  medium: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  short: { day: "numeric", month: "short" },
  weekday: { weekday: "short", day: "numeric", month: "long" },
};

/**
 * @param {string} day "2027-03-01"
 * @param {"full" | "long" | "medium" | "short" | "weekday"} [style]
 */
export function date(day, style = "long") {
  return format(Intl.DateTimeFormat, { ...dateStyles[style], timeZone: "UTC" }).format(plain(day));
}

/** "March 2027" @param {string} month "2027-03" */
export function monthName(month) {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { month: "long", year: "numeric", timeZone: "UTC" };
  return format(Intl.DateTimeFormat, options).format(plain(`${month}-01`));
}

/**
 * A weekday's name; 1 is Monday.
 * @param {number} weekday
 * @param {"long" | "short"} [style]
 */
export function weekdayName(weekday, style = "long") {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { weekday: style, timeZone: "UTC" };
  return format(Intl.DateTimeFormat, options).format(plain(`2024-01-0${weekday}`));
}

/** "Fri and Sat" @param {number[]} weekdays */
export const weekdayList = (weekdays) => list(weekdays.map((day) => weekdayName(day, "short")));

/** @typedef {{firstDay: number}} Week */

/** The weekday on which a week begins here; 1 is Monday. */
export function firstWeekday() {
  const own = /** @type {Intl.Locale & {getWeekInfo?: () => Week, weekInfo?: Week}} */ (
    new Intl.Locale(locale)
  );
  const week = own.getWeekInfo?.() ?? own.weekInfo;
  return week?.firstDay ?? weekStarts[own.maximize().region ?? ""] ?? 1;
}

/**
 * "1 – 8 March 2027"
 * @param {string} from
 * @param {string} to
 * @param {"long" | "short"} [style]
 */
export function dateRange(from, to, style = "long") {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { ...dateStyles[style], timeZone: "UTC" };
  return format(Intl.DateTimeFormat, options).formatRange(plain(from), plain(to));
}

/**
 * A moment on the property's clock, "Tue, 2 Mar 2027, 09:00", for lists whose heading says the
 * zone: `placed` of words.js says it with the time.
 * @param {string} instant "2027-03-02T09:00:00Z"
 * @param {string} zone IANA name
 * @param {{date?: boolean, year?: boolean}} [parts]
 */
export function moment(instant, zone, { date = true, year = true } = {}) {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { hour: "2-digit", minute: "2-digit", timeZone: known(zone) };
  if (date) Object.assign(options, { weekday: "short", day: "numeric", month: "short" });
  if (date && year) options.year = "numeric";
  return format(Intl.DateTimeFormat, options).format(new Date(instant));
}

/**
 * The date of a moment on the property's calendar, "2027-03-02".
 * @param {string} instant
 * @param {string} zone
 */
export function dayOf(instant, zone) {
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = { year: "numeric", month: "2-digit", day: "2-digit" };
  return new Intl.DateTimeFormat("en-CA", { ...parts, timeZone: known(zone) }).format(
    new Date(instant),
  );
}

/**
 * A time of day without a date, "15:00", as the locale writes it.
 * @param {string} time
 */
export function timeOfDay(time) {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { hour: "2-digit", minute: "2-digit", timeZone: "UTC" };
  return format(Intl.DateTimeFormat, options).format(new Date(`1970-01-01T${time}:00Z`));
}

/**
 * A zone's name as people say it, "Western European Time", by the season of the moment.
 * @param {string} zone
 * @param {string} [instant]
 * @param {"long" | "short" | "longGeneric"} [style] the last is the same in any season
 */
export function zoneName(zone, instant, style = "long") {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { timeZone: known(zone), timeZoneName: style };
  const parts = format(Intl.DateTimeFormat, options).formatToParts(
    instant ? new Date(instant) : new Date(),
  );
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/**
 * The place that a time zone is named after, as the reader's language calls it: "Lisboa" for
 * Europe/Lisbon. UTC and the like are no places.
 * @param {string} zone
 */
export function zonePlace(zone) {
  if (zone.startsWith("Etc/")) return zone;
  return (
    ownPlaces[zone] ?? zonePlaces[zone] ?? (zone.split("/").pop() ?? zone).replaceAll("_", " ")
  );
}

/** @param {string} zone */
function known(zone) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone;
  } catch {
    return "UTC";
  }
}

/** "1 hr 30 min" @param {number} minutes */
export function duration(minutes) {
  const parts = [
    { value: Math.floor(minutes / 60), unit: "hour" },
    { value: minutes % 60, unit: "minute" },
  ];
  return parts
    .filter(({ value }) => value > 0)
    .map(({ value, unit }) => format(Intl.NumberFormat, { style: "unit", unit }).format(value))
    .join(" ");
}

/** "09:00 – 10:30", wall-clock times of one day. @param {string} from "09:00" @param {string} to */
export function timeRange(from, to) {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { hour: "2-digit", minute: "2-digit", timeZone: "UTC" };
  const at = (/** @type {string} */ time) => new Date(`1970-01-01T${time}:00Z`);
  return format(Intl.DateTimeFormat, options).formatRange(at(from), at(to));
}

/** "Anna, Ben and Carl" @param {string[]} items */
export function list(items) {
  return format(Intl.ListFormat, { type: "conjunction" }).format(items);
}

/** "Anna, Ben or Carl" @param {string[]} items */
export function anyOf(items) {
  return format(Intl.ListFormat, { type: "disjunction" }).format(items);
}

/**
 * The plural category's text, with `#` for the number.
 * @param {number} count
 * @param {Partial<Record<Intl.LDMLPluralRule, string>> & {other: string}} forms
 */
export function plural(count, forms) {
  const rule = format(Intl.PluralRules, {}).select(count);
  return (forms[rule] ?? forms.other).replace("#", number(count));
}

/** A country's name from its ISO 3166-1 code; the code itself if it has none. @param {string} code */
export function countryName(code) {
  try {
    return format(Intl.DisplayNames, { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** A language's name in the reader's, from its BCP 47 tag; the tag itself if it has none. @param {string} tag */
export function languageName(tag) {
  try {
    return format(Intl.DisplayNames, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** @param {{first_name?: string | null, last_name?: string | null}} person */
export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ");
