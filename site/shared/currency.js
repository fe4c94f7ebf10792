/**
 * Exact conversion between what people type and minor units, by ISO 4217.
 */

import { minorDigits } from "./format.js";

export { currencies } from "../generated/currencies.js";
export { minorDigits };

/**
 * A decimal that somebody typed, as digits before and after the point; null if it is none.
 * Comma and point both part the decimals. Spaces and apostrophes part thousands, and so does the
 * one of comma and point that is not the last: "1.234,50", "1,234.50" and "1 234.5" are one number.
 * A single comma or point is always a decimal sign, so "1.234" is refused where two decimals are
 * allowed instead of being read as a thousand.
 * @param {string} text
 * @returns {{negative: boolean, whole: string, fraction: string} | null}
 */
export function parseDecimal(text) {
  const bare = text.trim().replace(/[\s'’]/g, "");
  const match = /^(-?)(\d[\d.,]*|[.,]\d+)$/.exec(bare);
  if (!match) return null;
  const number = match[2];
  const last = Math.max(number.lastIndexOf("."), number.lastIndexOf(","));
  const grouping = last >= 0 && number[last] === "," ? "." : ",";
  const groups = (last >= 0 ? number.slice(0, last) : number).split(grouping);
  const regular = groups.slice(1).every((group) => group.length === 3) && groups[0].length <= 3;
  if (groups.length > 1 && !regular) return null;
  const whole = groups.join("");
  if (!/^\d*$/.test(whole)) return null;
  const fraction = last >= 0 ? number.slice(last + 1) : "";
  return { negative: match[1] === "-", whole: whole || "0", fraction };
}

/**
 * "90", "90.00" or "90,00" in EUR are 9000. Null if it is no number, has more decimals than the
 * currency (other than zeros), or is too large to be exact.
 * @param {string} text
 * @param {string} currency
 * @returns {number | null}
 */
export function toMinor(text, currency) {
  const parts = parseDecimal(text);
  if (!parts) return null;
  const digits = minorDigits(currency);
  const fraction = parts.fraction.replace(/0+$/, "");
  if (fraction.length > digits) return null;
  const amount = Number(parts.whole + fraction.padEnd(digits, "0"));
  if (!Number.isSafeInteger(amount)) return null;
  return parts.negative && amount ? -amount : amount;
}

/**
 * 9000 in EUR is "90.00": the text for a field that `toMinor` reads back.
 * @param {number} amount minor units
 * @param {string} currency
 */
export function fromMinor(amount, currency) {
  const digits = minorDigits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const sign = amount < 0 ? "-" : "";
  return digits ? `${sign}${whole}.${text.slice(-digits)}` : sign + whole;
}

/**
 * A typed percentage as the decimal string of the API: "10" is "0.10", "5.5" is "0.055".
 * Null if it is no number from 0 to 100.
 * @param {string} text
 * @returns {string | null}
 */
export function percentToRate(text) {
  const parts = parseDecimal(text.replace(/%\s*$/, ""));
  if (!parts || parts.negative) return null;
  const whole = parts.whole.replace(/^0+(?=\d)/, "").padStart(3, "0");
  const fraction = (whole.slice(-2) + parts.fraction).replace(/0+$/, "").padEnd(2, "0");
  const rate = `${whole.slice(0, -2).replace(/^0+(?=\d)/, "")}.${fraction}`;
  return Number(rate) <= 1 ? rate : null;
}
