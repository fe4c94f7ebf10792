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
import { keyed, unkeyed } from "../ui/rows.js";

/** @param {number | null | undefined} amount @param {string} currency */
export const amountText = (amount, currency) =>
  typeof amount === "number" ? fromMinor(amount, currency) : "";

/** @param {any} value a number, null or nothing */
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

/** @param {string} text */
export const wholeOf = (text) => (text.trim() ? Number(text) : null);

/** @param {any[]} ranges */
export const rangeValues = (ranges) => (ranges ?? []).map(keyed);

/** @param {any[]} ranges */
export const rangesBody = (ranges) =>
  ranges.map(unkeyed).map(({ from, to }) => ({ from, to: to || from }));

/** "09:00:00" as a time field has it. @param {string} time */
export const timeText = (time) => time.slice(0, 5);

/** "09:00" as the API has it. @param {string} time */
export const timeBody = (time) => `${time}:00`;

/** @param {any} record @param {any} catalog */
export const taxValues = (record, catalog) => ({
  tax_rate: rateText(record?.tax_rate ?? usualTax(catalog)),
  tax_included: numberText(record?.tax_included),
});

/** A new price begins with the tax of those that are there. @param {any} catalog */
const usualTax = ({ rates, packages, extras }) =>
  [rates, packages, extras].flatMap((kind) => Object.values(kind))[0]?.tax_rate ?? "0";

/** @param {any} values */
export const taxBody = ({ tax_rate, tax_included }) => ({
  tax_rate: rateOf(tax_rate),
  tax_included: tax_included === "" ? null : tax_included === "true",
});

/**
 * A price that is a number of one of two kinds: an amount, or a percentage.
 * @param {{price?: number | null, percent?: any} | undefined} record
 * @param {string} currency
 * @param {"price" | "percent"} usual
 */
export function eitherValues(record, currency, usual) {
  if (typeof record?.price === "number") {
    return { kind: "price", number: amountText(record.price, currency) };
  }
  return { kind: record ? "percent" : usual, number: numberText(record?.percent) };
}

/** @param {{kind: string, number: string}} values @param {string} currency */
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
  const decimals = digits ? `at most ${digits} decimals` : "no decimals";
  return {
    errors,
    /** @param {string} path @param {string | false | null | undefined} message */
    note: (path, message) => {
      if (message) errors[path] ??= message;
    },
    /** @param {string} path @param {string} text */
    filled: (path, text) => {
      if (!text.trim()) errors[path] = "Please fill this in.";
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
        errors[path] = `A whole number from ${from}${to < 100_000 ? ` to ${to}` : ""}, please.`;
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
        errors[path] = `An amount in ${currency} with ${decimals}, please.`;
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
        errors[path] = `A percentage from ${from} to ${to}, please.`;
      }
    },
    /** @param {string} path @param {any[]} ranges */
    ranges: (path, ranges) =>
      ranges.forEach(({ from, to }, index) => {
        if (!from) errors[`${path}[${index}].from`] = "Please fill this in.";
        if (to && to < from) errors[`${path}[${index}].to`] = "This is before the first day.";
      }),
  };
}
