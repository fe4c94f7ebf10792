/**
 * Numbers, amounts and dates as the forms hold them, and back; what is wrong with them is said in
 * words. Amounts are typed in units of the currency and sent in its minor units.
 */
import {
  fromMinor,
  minorDigits,
  parseDecimal,
  percentToRate,
  toMinor,
} from "../../shared/currency.js";
import { plural, t } from "../../shared/words.js";
import { keyed, unkeyed } from "../ui/rows.js";

/** @import {Catalog, DateRange} from "../../generated/api.js" */

/** @typedef {{tax_rate: string, tax_included: boolean | null}} Taxed */

/** @param {number | null | undefined} amount @param {string} currency */
export const amountText = (amount, currency) =>
  typeof amount === "number" ? fromMinor(amount, currency) : "";

/** @param {number | string | boolean | null | undefined} value */
export const numberText = (value) => (value === null || value === undefined ? "" : String(value));

/** A tax rate as a percentage: "0.055" is "5.5". @param {string | number} rate */
export const rateText = (rate) => String(Math.round(Number(rate) * 1e6) / 1e4);

/** @param {string} text */
export const rateOf = (text) => percentToRate(text.trim() || "0") ?? "0";

/** A typed percentage as a decimal string, "-12,5" is "-12.5". @param {string} text */
export function percentOf(text) {
  const parts = parseDecimal(text.replace(/%\s*$/, ""));
  if (!parts) return null;
  const { negative, whole, fraction } = parts;
  return `${negative ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}

/** An amount that was found to be one. @param {string} text @param {string} currency */
export const amountOf = (text, currency) => toMinor(text || "0", currency) ?? 0;

/** @param {string} text */
export const wholeOf = (text) => (text.trim() ? Number(text) : null);

/** @param {DateRange[]} [ranges] */
export const rangeValues = (ranges) => (ranges ?? []).map(keyed);

/** @param {(DateRange & import("../ui/rows.js").Keyed)[]} ranges */
export const rangesBody = (ranges) =>
  ranges.map(unkeyed).map(({ from, to }) => ({ from, to: to || from }));

/** "09:00:00" as a time field has it. @param {string} time */
export const timeText = (time) => time.slice(0, 5);

/** "09:00" as the API has it. @param {string} time */
export const timeBody = (time) => `${time}:00`;

/** @param {Taxed | null} record @param {Catalog} catalog */
export const taxValues = (record, catalog) => ({
  tax_rate: rateText(record?.tax_rate ?? usualTax(catalog)),
  tax_included: numberText(record?.tax_included),
});

/** A new price begins with the tax of those that are there. @param {Catalog} catalog */
const usualTax = ({ rates, packages, extras }) =>
  [rates, packages, extras].flatMap((kind) => Object.values(kind))[0]?.tax_rate ?? "0";

/** @param {{tax_rate: string, tax_included: string}} values */
export const taxBody = ({ tax_rate, tax_included }) => ({
  tax_rate: rateOf(tax_rate),
  tax_included: tax_included === "" ? null : tax_included === "true",
});

/**
 * A price that is a number of one of two kinds: an amount, or a percentage.
 * @param {{price?: number | null, percent?: string | null} | undefined} record
 * @param {string} currency
 * @param {"price" | "percent"} usual
 */
export function eitherValues(record, currency, usual) {
  const priced = typeof record?.price === "number";
  /** @type {Either} */
  const either = {
    kind: priced ? "price" : record ? "percent" : usual,
    number: priced ? amountText(record.price, currency) : numberText(record?.percent),
  };
  return either;
}

/** @typedef {{kind: "price" | "percent", number: string}} Either */

/** @param {Either} values @param {string} currency */
export const eitherBody = ({ kind, number }, currency) =>
  kind === "price"
    ? { price: toMinor(number, currency), percent: null }
    : { price: null, percent: percentOf(number) };

/** @typedef {ReturnType<typeof noted>} Notes */

/**
 * Notes what is wrong with a form's values, each at its path.
 * @param {string} currency
 */
export function noted(currency) {
  /** @type {Record<string, string>} */
  const errors = {};
  const digits = minorDigits(currency);
  return {
    errors,
    /** @param {string} path @param {string | false | null | undefined} message */
    note: (path, message) => {
      if (message) errors[path] ??= message;
    },
    /** @param {string} path @param {string} text */
    filled: (path, text) => {
      if (!text.trim()) errors[path] = t("Please fill this in.");
    },
    /**
     * @param {string} path
     * @param {string} text
     * @param {{from?: number, to?: number, optional?: boolean}} [limits]
     */
    whole: (path, text, { from = 0, to = 100_000, optional = false } = {}) => {
      if (optional && !text.trim()) return;
      const number = Number(text);
      if (!/^\s*\d+\s*$/.test(text) || number < from || number > to) {
        errors[path] =
          to < 100_000
            ? t("A whole number from {from} to {to}, please.", { from, to })
            : t("A whole number from {from}, please.", { from });
      }
    },
    /**
     * @param {string} path
     * @param {string} text
     * @param {{optional?: boolean, negative?: boolean}} [limits]
     */
    amount: (path, text, { optional = false, negative = false } = {}) => {
      if (optional && !text.trim()) return;
      const amount = toMinor(text, currency);
      if (amount === null || (amount < 0 && !negative)) {
        errors[path] = digits
          ? plural(
              "An amount in {currency} with at most {n} decimal, please.",
              "An amount in {currency} with at most {n} decimals, please.",
              digits,
              { currency },
            )
          : t("An amount in {currency} with no decimals, please.", { currency });
      }
    },
    /**
     * @param {string} path
     * @param {string} text
     * @param {{from?: number, to?: number}} [limits]
     */
    percent: (path, text, { from = 0, to = 100 } = {}) => {
      const percent = percentOf(text);
      if (percent === null || Number(percent) < from || Number(percent) > to) {
        errors[path] = t("A percentage from {from} to {to}, please.", { from, to });
      }
    },
    /** @param {string} path @param {DateRange[]} ranges */
    ranges: (path, ranges) =>
      ranges.forEach(({ from, to }, index) => {
        if (!from) errors[`${path}[${index}].from`] = t("Please fill this in.");
        if (to && to < from) errors[`${path}[${index}].to`] = t("This is before the first day.");
      }),
  };
}
