/**
 * A policy as its form holds it, and back. Deadlines and fees are one of several kinds, so the form
 * keeps which, and the number as it was typed.
 */
import { fromMinor, toMinor } from "../../shared/currency.js";
import { t } from "../../shared/words.js";
import { textsBody } from "../ui/languages.js";
import { ANY } from "../ui/policy-text.js";

/** @import {Deadline, Fee, Policy, Tier} from "../../generated/api.js" */

/** @typedef {{kind: "free" | "percent" | "nights" | "amount", number: string}} FeeValues */
/** @typedef {{kind: "hours" | "days", number: string, at: string}} DeadlineValues */

const whole = /^\s*\d{1,6}\s*$/;

/** @param {{percent?: number | string | null, nights?: number | null, amount?: number | null}} fee @returns {FeeValues} */
export function feeValues({ percent, nights, amount }) {
  if (percent) return { kind: "percent", number: String(percent) };
  if (nights) return { kind: "nights", number: String(nights) };
  if (amount) return { kind: "amount", number: fromMinor(amount, ANY) };
  return { kind: "free", number: "" };
}

/** @param {FeeValues} fee @returns {Fee} */
export function feeBody({ kind, number }) {
  if (kind === "free") return { percent: 0 };
  if (kind === "amount") return { amount: toMinor(number, ANY) ?? 0 };
  return { [kind]: Number(number) };
}

/** @param {FeeValues} fee @returns {string | null} what is wrong with it */
export function feeMistake({ kind, number }) {
  if (kind === "percent" && !(whole.test(number) && Number(number) <= 100)) {
    return t("A whole number from 0 to 100, please.");
  }
  if (kind === "nights" && !(whole.test(number) && Number(number) <= 365)) {
    return t("A whole number of nights, please.");
  }
  if (kind === "amount" && !((toMinor(number, ANY) ?? -1) >= 0)) {
    return t("An amount with at most two decimals, please.");
  }
  return null;
}

/** @param {Deadline} deadline @returns {DeadlineValues} */
export function deadlineValues({ hours, days, at }) {
  return typeof days === "number"
    ? { kind: "days", number: String(days), at: at ?? "23:59" }
    : { kind: "hours", number: String(hours ?? 24), at: "18:00" };
}

/** @param {DeadlineValues} deadline @returns {Deadline} */
export const deadlineBody = ({ kind, number, at }) =>
  kind === "days" ? { days: Number(number), at } : { hours: Number(number) };

/** @param {DeadlineValues} deadline @returns {string | null} what is wrong with it */
export function deadlineMistake({ kind, number, at }) {
  const most = kind === "days" ? 730 : 24 * 730;
  if (!whole.test(number) || Number(number) > most) {
    return t("A whole number up to {most}, please.", { most });
  }
  return kind === "days" && !/^\d\d:\d\d$/.test(at) ? t("A time like 18:00, please.") : null;
}

/**
 * What is paid ahead, and when it is due: at once, or so many days before arrival.
 * @param {Policy["deposit"]} [deposit] none for nothing
 */
const depositValues = (deposit) => ({
  ...feeValues(deposit ?? {}),
  due: typeof deposit?.days_before === "number" ? "later" : "now",
  days: String(deposit?.days_before ?? 30),
});

/** @param {ReturnType<typeof depositValues>} values */
const depositBody = ({ due, days, ...fee }) =>
  fee.kind === "free"
    ? null
    : { ...feeBody(fee), days_before: due === "later" ? Number(days) : null };

/** @typedef {ReturnType<typeof policyValues>} PolicyValues */
/** @typedef {ReturnType<typeof newTier>} TierValues */

/** @param {Policy | null} policy null for a new one */
export const policyValues = (policy) => ({
  name: policy?.name ?? "",
  texts: policy?.texts ?? {},
  tiers: (policy?.tiers ?? []).map((tier) => newTier(tier)),
  after: feeValues(policy?.after ?? { percent: 100 }),
  limited: Boolean(policy?.guest_until),
  guest_until: deadlineValues(policy?.guest_until ?? { hours: 24 }),
  deposit: depositValues(policy?.deposit),
  guests_reschedule: policy?.guests_reschedule ?? true,
  reschedule_limited: Boolean(policy?.reschedule_until),
  reschedule_until: deadlineValues(policy?.reschedule_until ?? { days: 7, at: "18:00" }),
});

/** @param {Tier} [tier] */
export const newTier = (tier) => ({
  key: crypto.randomUUID(),
  until: deadlineValues(tier?.until ?? { days: 7, at: "18:00" }),
  fee: feeValues(tier?.fee ?? { percent: 0 }),
});

/** @param {PolicyValues} values */
export const policyBody = (values) => ({
  name: values.name.trim(),
  texts: textsBody(values.texts),
  tiers: values.tiers.map(({ until, fee }) => ({
    until: deadlineBody(until),
    fee: feeBody(fee),
  })),
  after: feeBody(values.after),
  guest_until: values.limited ? deadlineBody(values.guest_until) : null,
  deposit: depositBody(values.deposit),
  guests_reschedule: values.guests_reschedule,
  reschedule_until:
    values.guests_reschedule && values.reschedule_limited
      ? deadlineBody(values.reschedule_until)
      : null,
});

/** @param {PolicyValues} values @returns {Record<string, string>} */
export function policyMistakes(values) {
  /** @type {Record<string, string>} */
  const errors = {};
  const note = (/** @type {string} */ path, /** @type {string | null} */ mistake) => {
    if (mistake) errors[path] = mistake;
  };
  if (!values.name.trim()) errors.name = t("Please fill this in.");
  values.tiers.forEach(({ until, fee }, index) => {
    note(`tiers[${index}].until.number`, deadlineMistake(until));
    note(`tiers[${index}].fee.number`, feeMistake(fee));
  });
  note("after.number", feeMistake(values.after));
  if (values.limited) note("guest_until.number", deadlineMistake(values.guest_until));
  const { deposit } = values;
  note("deposit.number", feeMistake(deposit));
  if (deposit.kind !== "free" && deposit.due === "later" && !whole.test(deposit.days)) {
    errors["deposit.days"] = t("A whole number of days, please.");
  }
  if (values.guests_reschedule && values.reschedule_limited) {
    note("reschedule_until.number", deadlineMistake(values.reschedule_until));
  }
  return errors;
}

/**
 * Where the form shows an error of the API: `tiers[0].fee.percent` at the fee's number.
 * @param {string} field
 */
export const policyPlace = (field) =>
  field
    .replace("deposit.days_before", "deposit.days")
    .replace(
      /(fee|until|after|guest_until|deposit|reschedule_until)\.(percent|nights|amount|hours|days|at)$/,
      "$1.number",
    );
