/**
 * A cancellation policy in words, one line per step.
 */
import { fromMinor } from "../../shared/currency.js";
import { money, plural, timeOfDay } from "../../shared/format.js";

/** Stands for currencies with two decimals, where a policy's fixed fee belongs to no currency yet. */
export const ANY = "XXX";

/** @import {Deadline, Fee, Policy} from "../../generated/api.js" */

/**
 * @param {Policy} policy
 * @param {string | null} currency of fixed amounts; null where no booking says it
 * @returns {string[]}
 */
export function policyLines(policy, currency) {
  const lines = policy.tiers.map(
    ({ until, fee }) => `Until ${deadlineText(until)}: ${feeText(fee, currency)}`,
  );
  const after = feeText(policy.after, currency);
  lines.push(policy.tiers.length ? `After that: ${after}` : `At any time: ${after}`);
  if (policy.guest_until) {
    lines.push(`Guests can cancel by themselves until ${deadlineText(policy.guest_until)}`);
  }
  if (policy.guests_reschedule === false) {
    lines.push("Guests can't move the booking by themselves");
  } else if (policy.reschedule_until) {
    lines.push(`Guests can move it by themselves until ${deadlineText(policy.reschedule_until)}`);
  }
  if (policy.deposit) {
    const { percent, days_before, ...rest } = policy.deposit;
    const part = feeText({ ...rest, percent: percent === null ? null : Number(percent) }, currency);
    lines.push(`Paid ahead: ${part}, ${dueText(days_before)}`);
  }
  return lines;
}

/** @param {number | null | undefined} days before arrival */
const dueText = (days) =>
  typeof days === "number"
    ? plural(days, { one: "# day before arrival", other: "# days before arrival" })
    : "when booking";

/** @param {Deadline} deadline */
export function deadlineText({ hours, days, at }) {
  if (days === undefined || days === null) {
    return plural(hours ?? 0, { one: "# hour before check-in", other: "# hours before check-in" });
  }
  const time = timeOfDay(at ?? "23:59");
  if (days === 0) return `the day of arrival, ${time}`;
  return plural(days, {
    one: `# day before arrival, ${time}`,
    other: `# days before arrival, ${time}`,
  });
}

/** @param {Fee} fee @param {string | null} currency */
export function feeText({ percent, nights, amount }, currency) {
  if (percent === 0 || nights === 0 || amount === 0) return "free of charge";
  if (percent) return percent === 100 ? "the whole price" : `${percent}% of the price`;
  if (nights)
    return plural(nights, { one: "the price of # night", other: "the price of # nights" });
  if (!amount) return "free of charge";
  return currency
    ? money({ amount, currency })
    : `${fromMinor(amount, ANY)} in the booking's currency`;
}
