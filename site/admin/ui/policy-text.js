/**
 * A cancellation policy in words, one line per step.
 */
import { getLocale, money } from "../../shared/format.js";
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
  const line = (/** @type {string} */ when, /** @type {Fee} */ fee) =>
    t("{when}: {fee}", { when, fee: feeText(fee, currency) });
  const lines = policy.tiers.map(({ until, fee }) => line(deadlineText(until, limits), fee));
  lines.push(line(policy.tiers.length ? t("After that") : t("At any time"), policy.after));
  if (policy.guest_until) lines.push(deadlineText(policy.guest_until, cancelling));
  if (policy.guests_reschedule === false) {
    lines.push(t("Guests can't move the booking by themselves"));
  } else if (policy.reschedule_until) {
    lines.push(deadlineText(policy.reschedule_until, moving));
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

/**
 * What a deadline is for, in a whole sentence for each way of giving one.
 * @typedef {object} Sentences
 * @property {(n: number) => string} hours before check-in
 * @property {(n: number, time: string) => string} days before arrival
 * @property {(time: string) => string} arrival on its day
 */

/** @type {Sentences} */
const limits = {
  hours: (n) => plural("Until {n} hour before check-in", "Until {n} hours before check-in", n),
  days: (n, time) =>
    plural(
      "Until {time:time}, {n} day before arrival",
      "Until {time:time}, {n} days before arrival",
      n,
      { time },
    ),
  arrival: (time) => t("Until {time:time} on the day of arrival", { time }),
};

/** @type {Sentences} */
const cancelling = {
  hours: (n) =>
    plural(
      "Guests can cancel by themselves until {n} hour before check-in",
      "Guests can cancel by themselves until {n} hours before check-in",
      n,
    ),
  days: (n, time) =>
    plural(
      "Guests can cancel by themselves until {time:time}, {n} day before arrival",
      "Guests can cancel by themselves until {time:time}, {n} days before arrival",
      n,
      { time },
    ),
  arrival: (time) =>
    t("Guests can cancel by themselves until {time:time} on the day of arrival", { time }),
};

/** @type {Sentences} */
const moving = {
  hours: (n) =>
    plural(
      "Guests can move it by themselves until {n} hour before check-in",
      "Guests can move it by themselves until {n} hours before check-in",
      n,
    ),
  days: (n, time) =>
    plural(
      "Guests can move it by themselves until {time:time}, {n} day before arrival",
      "Guests can move it by themselves until {time:time}, {n} days before arrival",
      n,
      { time },
    ),
  arrival: (time) =>
    t("Guests can move it by themselves until {time:time} on the day of arrival", { time }),
};

/** @param {Deadline} deadline @param {Sentences} sentences */
function deadlineText({ hours, days, at }, sentences) {
  if (days === undefined || days === null) return sentences.hours(hours ?? 0);
  const time = at ?? "23:59";
  return days === 0 ? sentences.arrival(time) : sentences.days(days, time);
}

/** @param {Fee} fee @param {string | null} currency */
function feeText({ percent, nights, amount }, currency) {
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
