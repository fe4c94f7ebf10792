/**
 * A cancellation policy in words, one line per step.
 */
import { getLocale, money, timeOfDay } from "../../shared/format.js";
import { plural, t } from "../../shared/words.js";

/** Stands for currencies with two decimals, where a policy's fixed fee belongs to no currency yet. */
export const ANY = "XXX";

/** @import {Deadline, Fee, Policy} from "../../generated/api.js" */

/**
 * @param {Policy} policy
 * @param {string | null} currency of fixed amounts; null where no booking says it
 * @returns {string[]}
 */
export function policyLines(policy, currency) {
  const lines = policy.tiers.map(({ until, fee }) =>
    t("Until {deadline}: {fee}", { deadline: deadlineText(until), fee: feeText(fee, currency) }),
  );
  const after = feeText(policy.after, currency);
  lines.push(
    policy.tiers.length
      ? t("After that: {fee}", { fee: after })
      : t("At any time: {fee}", { fee: after }),
  );
  if (policy.guest_until) {
    const deadline = deadlineText(policy.guest_until);
    lines.push(t("Guests can cancel by themselves until {deadline}", { deadline }));
  }
  if (policy.guests_reschedule === false) {
    lines.push(t("Guests can't move the booking by themselves"));
  } else if (policy.reschedule_until) {
    const deadline = deadlineText(policy.reschedule_until);
    lines.push(t("Guests can move it by themselves until {deadline}", { deadline }));
  }
  if (policy.deposit) {
    const { percent, days_before, ...rest } = policy.deposit;
    const part = feeText({ ...rest, percent: percent === null ? null : Number(percent) }, currency);
    lines.push(t("Paid ahead: {part}, {due}", { part, due: dueText(days_before) }));
  }
  return lines;
}

/** @param {number | null | undefined} days before arrival */
const dueText = (days) =>
  typeof days === "number"
    ? plural("{n} day before arrival", "{n} days before arrival", days)
    : t("when booking");

/** @param {Deadline} deadline */
export function deadlineText({ hours, days, at }) {
  if (days === undefined || days === null) {
    return plural("{n} hour before check-in", "{n} hours before check-in", hours ?? 0);
  }
  const time = timeOfDay(at ?? "23:59");
  if (days === 0) return t("the day of arrival, {time}", { time });
  return plural("{n} day before arrival, {time}", "{n} days before arrival, {time}", days, {
    time,
  });
}

/** @param {Fee} fee @param {string | null} currency */
export function feeText({ percent, nights, amount }, currency) {
  if (percent === 0 || nights === 0 || amount === 0) return t("free of charge");
  if (percent)
    return percent === 100
      ? t("the whole price")
      : t("{part:percent} of the price", { part: String(percent / 100) });
  if (nights) return plural("the price of {n} night", "the price of {n} nights", nights);
  if (!amount) return t("free of charge");
  return currency
    ? money({ amount, currency })
    : t("{amount} in the booking's currency", { amount: plainAmount(amount) });
}

/** An amount of no currency, as the locale writes it: "50.00". @param {number} amount */
const plainAmount = (amount) =>
  new Intl.NumberFormat(getLocale(), { minimumFractionDigits: 2 }).format(amount / 100);
