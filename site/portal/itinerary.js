/**
 * When, where and what: arrival and departure, the plan of each guest, how to reach the property.
 */
import { html } from "../shared/ui.js";
import { Button } from "../shared/components.js";
import { Icon } from "../shared/icons.js";
import { countryName, date, dateRange, moment } from "../shared/format.js";
import { Paragraphs, safeUrl, telephone, timesAreLocal } from "../shared/page.js";
import { plural, t } from "../shared/words.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */
/** @typedef {import("../generated/api.js").GuestItinerary} GuestItinerary */
/** @typedef {import("../generated/api.js").PlaceView} Property */

/** @param {{page: BookingPage}} props */
export function Itinerary({ page: { booking, property, itinerary } }) {
  const { time_zone: zone } = property;
  return html`<section class="card" aria-labelledby="itinerary">
    <header class="card-head">
      <h2 id="itinerary" tabindex="-1">${t("Itinerary")}</h2>
      <${Button} kind="bare" icon="document" onClick=${() => print()}>${t("Print")}<//>
    </header>
    <dl class="ends">
      <div>
        <dt>${t("Arrival")}</dt>
        <dd>
          <strong>${date(booking.arrival, "weekday")}</strong>
          <span>${t("from {time:time}", { time: property.check_in_from })}</span>
        </dd>
      </div>
      <div>
        <dt>${t("Departure")}</dt>
        <dd>
          <strong>${date(booking.departure, "weekday")}</strong>
          <span>${t("until {time:time}", { time: property.check_out_until })}</span>
        </dd>
      </div>
    </dl>
    ${itinerary.map((guest) => html`<${Plan} key=${guest.guest} guest=${guest} zone=${zone} />`)}
    <p class="zone">
      <${Icon} name="clock" />
      <span>${timesAreLocal(zone, `${booking.arrival}T12:00:00Z`)}</span>
    </p>
  </section>`;
}

/** @param {GuestItinerary["stays"][number]} stay */
function nights({ from, to, nights }) {
  const count = nights > 0 ? plural("{n} night", "{n} nights", nights) : "";
  return [from && to && dateRange(from, to), count].filter(Boolean).join(" · ");
}

/** @param {{guest: GuestItinerary, zone: string}} props */
function Plan({ guest, zone }) {
  const { stays, activities, extras } = guest;
  const none = !stays.length && !activities.length && !extras.length;
  return html`<div class="plan">
    <h3>
      <span class="clamp" dir="auto"
        >${guest.name || t("Guest {number}", { number: guest.guest + 1 })}</span
      >
    </h3>
    ${none && html`<p class="muted">${t("Nothing planned yet.")}</p>`}
    <ul>
      ${stays.map(
        (stay) =>
          html`<${Entry} icon="bed" name=${stay.name}>
            ${stay.rate && html`<span class="clamp" dir="auto">${stay.rate}</span>`}
            <span>${nights(stay)}</span>
          <//>`,
      )}
      ${activities.map(
        (activity) =>
          html`<${Entry} icon="sun" name=${activity.name}>
            ${activity.at && html`<span><time datetime=${activity.at}>${moment(activity.at, zone)}</time></span>`}
          <//>`,
      )}
      ${extras.map(
        (extra) =>
          html`<${Entry}
            icon="plus"
            name=${extra.name}
            before=${extra.quantity > 1 ? t("{count} ×", { count: extra.quantity }) : ""}
          />`,
      )}
    </ul>
  </div>`;
}

/** @param {{icon: import("../shared/icons.js").IconName, name: string, before?: string, children?: import("../shared/ui.js").Children}} props */
function Entry({ icon, name, before, children }) {
  return html`<li>
    <${Icon} name=${icon} />
    <div>
      <strong class="clamp" dir="auto">${before && `${before} `}${name}</strong>
      ${children}
    </div>
  </li>`;
}

/** @param {{property: Property}} props */
export function Place({ property }) {
  const { address } = property;
  const lines = [
    ...address.lines,
    [address.postcode, address.city].filter(Boolean).join(" "),
    address.country && countryName(address.country),
  ].filter(Boolean);
  const map = safeUrl(property.map_url);
  const website = safeUrl(property.website);
  return html`<section class="card" aria-labelledby="place">
    <h2 id="place" tabindex="-1">${t("How to reach us")}</h2>
    <div class="place">
      <div class="way">
        <${Icon} name="pin" />
        <address>
          <strong class="clamp" dir="auto">${property.name}</strong>
          ${lines.map((line) => html`<span class="clamp" dir="auto">${line}</span>`)}
          ${map && html`<span><${OutLink} href=${map}>${t("Open the map")}<//></span>`}
        </address>
      </div>
      <ul class="ways">
        ${
          property.phone &&
          html`<li class="way">
            <${Icon} name="phone" />
            <a href=${telephone(property.phone)}>
              <span class="hidden-visually">${t("Phone")}: </span>${property.phone}
            </a>
          </li>`
        }
        ${
          property.email &&
          html`<li class="way">
            <${Icon} name="mail" />
            <a href=${`mailto:${property.email}`}>
              <span class="hidden-visually">${t("Email")}: </span>${property.email}
            </a>
          </li>`
        }
        ${
          website &&
          html`<li class="way">
            <${Icon} name="external" />
            <${OutLink} href=${website}>${new URL(website).hostname}<//>
          </li>`
        }
      </ul>
    </div>
    ${
      property.directions &&
      html`<div class="directions">
        <h3>${t("Directions")}</h3>
        <${Paragraphs} text=${property.directions} />
      </div>`
    }
  </section>`;
}

/** @param {{href: string, children?: import("../shared/ui.js").Children}} props */
function OutLink({ href, children }) {
  return html`<a href=${href} target="_blank" rel="noopener noreferrer"
    >${children}<span class="hidden-visually"> (${t("opens in a new tab")})</span></a
  >`;
}
