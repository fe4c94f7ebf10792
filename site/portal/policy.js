/**
 * The cancellation policy as it stood at booking, in words and with this booking's dates.
 */
import { html } from "../shared/ui.js";
import { moment, money, percent, timeOfDay } from "../shared/format.js";
import { texts } from "./texts.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */
/** @typedef {import("../generated/api.js").Deadline} Deadline */
/** @typedef {import("../generated/api.js").Fee} Fee */

/** @param {{page: BookingPage}} props */
export function Policy({ page }) {
  const { tiers, after } = page.policy;
  const { currency } = page.breakdown.total;
  const rows = tiers.map((tier) => ({
    when: texts.policy.until(moments(tier.until, page)),
    cost: cost(tier.fee, currency),
  }));
  rows.push({
    when: tiers.length ? texts.policy.after : texts.policy.always,
    cost: cost(after, currency),
  });
  return html`<p>${texts.policy.intro}</p>
    <dl class="policy">
      ${rows.map(
        ({ when, cost }, index) =>
          html`<div key=${index}>
            <dt>${when}</dt>
            <dd>${cost}</dd>
          </div>`,
      )}
    </dl>`;
}

/**
 * Days count back on the calendar, hours from check-in.
 * @param {Deadline} deadline
 * @param {BookingPage} page
 */
function moments({ days, hours, at = "23:59" }, { booking, property }) {
  if (days == null) {
    return texts.policy.hours(hours ?? 0, timeOfDay(property.check_in_from));
  }
  const day = new Date(`${booking.arrival}T${at}:00Z`);
  day.setUTCDate(day.getUTCDate() - days);
  return moment(day.toISOString(), "UTC");
}

/** @param {Fee} fee @param {string} currency */
function cost({ percent: share, nights, amount }, currency) {
  if (share === 100) return texts.policy.all;
  if (share) return texts.policy.share(percent(share / 100));
  if (nights) return texts.policy.nights(nights);
  return amount ? texts.policy.amount(money({ amount, currency })) : texts.policy.free;
}
