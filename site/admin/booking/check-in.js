/** The guests: who they are, how to reach them, and what they answered at check-in. */
import { html } from "../../shared/ui.js";
import { countryName, date, fullName, list } from "../../shared/format.js";
import { Badge } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { Moment } from "../ui/show.js";

/** @import {DeskPage, Field, Profile} from "../../generated/api.js" */

/** @typedef {Profile["answers"][string]} Answer */

/** @param {{page: DeskPage}} props */
export function CheckIn({ page }) {
  return html`<section class="panel" aria-labelledby="guests">
    <h2 id="guests">${t("Guests and check-in")}</h2>
    ${page.profiles.map(
      (profile) => html`<${GuestProfile} key=${profile.guest} profile=${profile} page=${page} />`,
    )}
  </section>`;
}

/** @param {{profile: Profile, page: DeskPage}} props */
function GuestProfile({ profile, page }) {
  const { fields, guests } = page.check_in;
  const state = guests.find((one) => one.guest === profile.guest);
  const answered = fields.filter((field) => isThere(profile.answers[field.id]));
  const missing = fields.filter((field) => state?.missing.includes(field.id));
  return html`<div class="profile">
    <h3>
      <bdi class="clamp"
        >${fullName(profile) || t("Guest {number}", { number: profile.guest + 1 })}</bdi
      >${" "}
      ${
        state?.complete
          ? html`<${Badge} tone="good">${t("Checked in")}<//>`
          : html`<${Badge} tone="warn">${t("Check-in open")}<//>`
      }
    </h3>
    <dl class="pairs">
      ${
        state?.checked_in_at &&
        pair(
          t("Checked in"),
          html`<${Moment} at=${state.checked_in_at} zone=${page.property.time_zone} />`,
        )
      }
      ${profile.email && pair(t("Email"), html`<a href=${`mailto:${profile.email}`}>${profile.email}</a>`)}
      ${profile.phone && pair(t("Phone"), html`<a href=${`tel:${profile.phone}`}>${profile.phone}</a>`)}
      ${answered.map((field) =>
        pair(field.label, html`<${Answered} field=${field} value=${profile.answers[field.id]} />`),
      )}
      ${
        missing.length > 0 &&
        pair(t("Not answered yet"), html`<bdi>${list(missing.map((field) => field.label))}</bdi>`)
      }
    </dl>
  </div>`;
}

/** @param {string} label @param {import("../../shared/ui.js").Children} content */
const pair = (label, content) =>
  html`<div key=${label}>
    <dt dir="auto">${label}</dt>
    <dd>${content}</dd>
  </div>`;

/** @param {Answer | undefined} value */
const isThere = (value) =>
  value !== undefined && value !== "" && !(Array.isArray(value) && !value.length);

/** @param {{field: Field, value: Answer}} props */
function Answered({ field, value }) {
  if (field.type === "yes_no") return html`${value ? t("Yes") : t("No")}`;
  if (field.type === "date" && typeof value === "string") return html`${date(value)}`;
  if (field.type === "country") return html`${countryName(String(value))}`;
  if (field.type === "phone") return html`<a href=${`tel:${value}`}>${value}</a>`;
  if (field.type === "email") return html`<a href=${`mailto:${value}`}>${value}</a>`;
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return html`<div class="prose" dir="auto">${text}</div>`;
}
