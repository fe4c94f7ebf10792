/** Who stays where and does what, guest by guest. */
import { html } from "../../shared/ui.js";
import { date, dateRange, timeOfDay } from "../../shared/format.js";
import { plural, t } from "../../shared/words.js";

/** @import {DeskPage, GuestItinerary} from "../../generated/api.js" */

/** @param {{page: DeskPage}} props */
export function Itinerary({ page }) {
  return html`<section class="panel" aria-labelledby="itinerary">
    <h2 id="itinerary">${t("Itinerary")}</h2>
    ${page.itinerary.map((guest) => html`<${Guest} key=${guest.guest} guest=${guest} />`)}
  </section>`;
}

/** @param {{guest: GuestItinerary}} props */
function Guest({ guest }) {
  const nothing = !guest.stays.length && !guest.activities.length && !guest.extras.length;
  return html`<div class="guest-plan">
    <h3 class="clamp" dir="auto">
      ${guest.name || t("Guest {number}", { number: guest.guest + 1 })}
    </h3>
    ${nothing && html`<p class="muted">${t("Nothing is booked for this guest.")}</p>`}
    <ul class="plain">
      ${guest.stays.map(
        (stay, index) =>
          html`<li key=${`stay ${index}`}>
            <bdi class="what">${stay.name}</bdi>
            <span class="muted">
              ${[
                stay.from && stay.to && dateRange(stay.from, stay.to),
                stay.nights > 0 && plural("{n} night", "{n} nights", stay.nights),
              ]
                .filter(Boolean)
                .join(", ")}
              ${stay.rate && html`, <bdi>${stay.rate}</bdi>`}
            </span>
          </li>`,
      )}
      ${guest.activities.map(
        (activity, index) =>
          html`<li key=${`activity ${index}`}>
            <bdi class="what">${activity.name}</bdi>
            <span class="muted">
              ${activity.local ? localMoment(activity.local) : t("No time yet")}
            </span>
          </li>`,
      )}
      ${guest.extras.map(
        (extra, index) =>
          html`<li key=${`extra ${index}`}>
            <bdi class="what">${extra.name}</bdi>
            ${extra.quantity > 1 && html`<span class="muted">× ${extra.quantity}</span>`}
          </li>`,
      )}
    </ul>
  </div>`;
}

/** The property's clock, without a zone: "2027-03-02T09:00". @param {string} local */
function localMoment(local) {
  const [day, time] = local.split("T");
  return html`<time datetime=${local}
    >${date(day, "medium")}, ${timeOfDay(time.slice(0, 5))}</time
  >`;
}
