/** What surrounds the booking: the traveller, the agency, terms and policy, the property. */
import { html } from "../../shared/ui.js";
import { countryName, fullName, languageName, timeOfDay } from "../../shared/format.js";
import { rich, t } from "../../shared/words.js";
import { policyLines } from "../ui/policy-text.js";
import { Moment, timeTag } from "../ui/show.js";

/** @import {Agency, Booker, DeskPage, Property} from "../../generated/api.js" */

/** @param {{page: DeskPage}} props */
export function Facts({ page }) {
  const { booking } = page;
  return html`<${Traveller} booker=${booking.booker} />
    ${booking.agency && html`<${Agency} agency=${booking.agency} />`}
    <${Agreed} page=${page} />
    <${Place} property=${page.property} />`;
}

/** @param {{booker: Booker}} props */
const Traveller = ({ booker }) =>
  html`<section class="panel" aria-labelledby="traveller">
    <h2 id="traveller">${t("Traveller")}</h2>
    <p><bdi>${fullName(booker) || t("No name")}</bdi></p>
    <dl class="pairs">
      ${booker.email && pair(t("Email"), html`<a href=${`mailto:${booker.email}`}>${booker.email}</a>`)}
      ${booker.phone && pair(t("Phone"), html`<a href=${`tel:${booker.phone}`}>${booker.phone}</a>`)}
      ${booker.language && pair(t("Language"), languageName(booker.language))}
      ${booker.company && pair(t("Company"), html`<bdi>${booker.company}</bdi>`)}
      ${booker.vat_number && pair(t("VAT number"), booker.vat_number)}
    </dl>
    ${!booker.email && !booker.phone && html`<p class="muted">${t("No contact is known.")}</p>`}
  </section>`;

/** @param {{agency: Agency}} props */
const Agency = ({ agency }) =>
  html`<section class="panel" aria-labelledby="agency">
    <h2 id="agency">${t("Agency")}</h2>
    <p><bdi>${agency.name}</bdi></p>
    ${agency.email && html`<p><a href=${`mailto:${agency.email}`}>${agency.email}</a></p>`}
  </section>`;

/** @param {{page: DeskPage}} props */
function Agreed({ page }) {
  const { booking, policy, terms, property } = page;
  const { currency } = page.payments.total;
  const accepted = booking.accepted_terms;
  return html`<section class="panel" aria-labelledby="agreed">
    <h2 id="agreed">${t("Agreed")}</h2>
    <dl class="pairs">
      ${pair(
        t("Confirmed"),
        booking.confirmed_at
          ? html`<${Moment} at=${booking.confirmed_at} zone=${property.time_zone} />`
          : html`<span class="muted">${t("Not yet")}</span>`,
      )}
      ${pair(
        t("Booking terms"),
        accepted
          ? rich(
              "Version {version} accepted, <time>{at:moment}</time>",
              {
                version: accepted.version,
                at: { at: accepted.at, zone: property.time_zone },
              },
              { time: timeTag(accepted.at) },
            )
          : html`<span class="muted">
              ${terms ? t("Version {version}, not accepted yet", { version: terms.version }) : t("None were set")}
            </span>`,
      )}
      ${pair(
        t("Cancellation policy"),
        html`<bdi>${policy.name}</bdi>
          <ul class="policy plain small muted">
            ${policyLines(policy, currency).map((line) => html`<li key=${line}>${line}</li>`)}
          </ul>`,
      )}
    </dl>
    ${
      terms &&
      html`<details>
        <summary>${t("Read the terms, version {version}", { version: terms.version })}</summary>
        <div class="prose" dir="auto">${terms.text}</div>
      </details>`
    }
  </section>`;
}

/** @param {{property: Property}} props */
function Place({ property }) {
  const { address } = property;
  const lines = [
    ...(address?.lines ?? []),
    [address?.postcode, address?.city].filter(Boolean).join(" "),
    address?.country && countryName(address.country),
  ].filter(Boolean);
  return html`<section class="panel" aria-labelledby="place">
    <h2 id="place">${t("Property")}</h2>
    <p><bdi>${property.name}</bdi></p>
    ${lines.length > 0 && html`<p class="prose muted" dir="auto">${lines.join("\n")}</p>`}
    <dl class="pairs">
      ${property.phone && pair(t("Phone"), html`<a href=${`tel:${property.phone}`}>${property.phone}</a>`)}
      ${
        property.email &&
        pair(t("Email"), html`<a href=${`mailto:${property.email}`}>${property.email}</a>`)
      }
      ${pair(t("Check-in from"), timeOfDay(property.check_in_from))}
      ${pair(t("Check-out until"), timeOfDay(property.check_out_until))}
      ${pair(t("Time zone"), property.time_zone)}
    </dl>
  </section>`;
}

/** @param {string} label @param {import("../../shared/ui.js").Children} content */
const pair = (label, content) =>
  html`<div key=${label}>
    <dt>${label}</dt>
    <dd>${content}</dd>
  </div>`;
