/**
 * The cancellation policy as it stood at booking, in words and with this booking's dates.
 */
import { html } from "../shared/ui.js";
import { moment, money, zonePlace } from "../shared/format.js";
import { plural, t } from "../shared/words.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */
/** @typedef {import("../generated/api.js").Deadline} Deadline */
/** @typedef {import("../generated/api.js").Fee} Fee */

/** @param {{page: BookingPage}} props */
export function Policy({ page }) {
  const { tiers, after } = page.policy;
  const { currency } = page.breakdown.total;
  const rows = tiers.map((tier) => ({
    when: until(tier.until, page),
    cost: cost(tier.fee, currency),
  }));
  rows.push({
    when: tiers.length ? t("After that") : t("At any time"),
    cost: cost(after, currency),
  });
  const place = zonePlace(page.property.time_zone);
  return html`<p>${t("What cancelling costs ({place} time):", { place })}</p>
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
function until({ days, hours, at = "23:59" }, { booking, property }) {
  const time = property.check_in_from;
  if (days === undefined || days === null) {
    if (!hours) return t("Until check-in at {time:time}", { time });
    return plural(
      "Until {n} hour before check-in at {time:time}",
      "Until {n} hours before check-in at {time:time}",
      hours,
      { time },
    );
  }
  // The wall clock's own date and time, so that the property's zone does not matter.
  const day = new Date(`${booking.arrival}T${at}:00Z`);
  day.setUTCDate(day.getUTCDate() - days);
  return t("Until {when}", { when: moment(day.toISOString(), "UTC") });
}

/** @param {Fee} fee @param {string} currency */
function cost({ percent, nights, amount }, currency) {
  if (percent === 100) return t("the whole price");
  if (percent) return t("{share:percent} of the price", { share: percent / 100 });
  if (nights) return plural("the price of {n} night", "the price of {n} nights", nights);
  return amount ? money({ amount, currency }) : t("cost|nothing");
}
