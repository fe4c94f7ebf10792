/**
 * The price while it is typed, by the same rules as the API (domain/pricing.py): exact integers, and
 * tax rounded once per rate, halves away from zero.
 */
import { percentToRate, toMinor } from "../../shared/currency.js";

/** @typedef {import("./draft.js").Draft} Draft */

/**
 * @typedef {object} Totals
 * @property {{key: string, name: string, amount: number}[]} lines items with a direct cost
 * @property {{rate: string, tax: number}[]} taxes
 * @property {number} total minor units, like all amounts here
 * @property {number | null} deposit null where it can't be read yet
 * @property {number} unread how many items can't be counted yet
 */

/** @param {string} text @returns {number | null} */
export function readQuantity(text) {
  const quantity = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  return quantity >= 1 && quantity <= 10_000 ? quantity : null;
}

/**
 * @param {Draft} draft
 * @param {boolean} taxIncluded
 * @returns {Totals}
 */
export function totalsOf(draft, taxIncluded) {
  const lines = [];
  /** @type {Map<string, number>} */
  const byRate = new Map();
  let unread = 0;
  for (const item of draft.items) {
    const quantity = readQuantity(item.quantity);
    const price = toMinor(item.unit_price, draft.currency);
    const rate = percentToRate(item.tax_rate);
    if (quantity === null || price === null || rate === null) {
      unread += 1;
      continue;
    }
    const amount = quantity * price;
    if (!amount) continue;
    lines.push({ key: item.key, name: item.name, amount });
    byRate.set(rate, (byRate.get(rate) ?? 0) + amount);
  }
  const taxes = [...byRate].sort().map(([rate, amount]) => ({
    rate,
    tax: taxIn(amount, rate, taxIncluded),
  }));
  const sum = lines.reduce((all, { amount }) => all + amount, 0);
  const added = taxIncluded ? 0 : taxes.reduce((all, { tax }) => all + tax, 0);
  const total = sum + added;
  return { lines, taxes, total, deposit: depositOf(draft, total), unread };
}

/**
 * @param {number} amount
 * @param {string} rate "0.10"
 * @param {boolean} included
 */
function taxIn(amount, rate, included) {
  const [parts, of] = fraction(rate);
  return rounded(BigInt(amount) * parts, included ? of + parts : of);
}

/** @param {Draft} draft @param {number} total @returns {number | null} */
function depositOf({ deposit, currency }, total) {
  if (deposit.kind === "none") return 0;
  if (deposit.kind === "amount") {
    const amount = toMinor(deposit.amount, currency);
    return amount === null ? null : Math.min(amount, total);
  }
  const rate = percentToRate(deposit.percent);
  if (rate === null) return null;
  const [parts, of] = fraction(rate);
  return rounded(BigInt(total) * parts, of);
}

/** "0.10" as 10 parts of 100. @param {string} decimal @returns {[bigint, bigint]} */
function fraction(decimal) {
  const [whole, digits = ""] = decimal.split(".");
  return [BigInt(whole + digits), 10n ** BigInt(digits.length)];
}

/** The nearest integer, halves up; for what is not negative. @param {bigint} part @param {bigint} of */
const rounded = (part, of) => Number((2n * part + of) / (2n * of));
