/** The top of a booking's page: who, where, when, how it stands, and what can be done. */
import { html } from "../../shared/ui.js";
import { dateRange, fullName, money, plural } from "../../shared/format.js";
import { Notice } from "../../shared/components.js";
import { Moment, State } from "../ui/show.js";
import { cancelledBy, endings, paymentStatuses, statuses } from "../ui/words.js";

/** @import {Awaits, DeskPage} from "../../generated/api.js" */

/** Who has to do something before it is confirmed. @type {Record<Awaits, string>} */
const awaited = {
  guest: "The guest has to confirm it.",
  payment: "The guest has to pay the deposit.",
  staff: "It waits for you: accept or decline it under Actions.",
};

/** @param {{page: DeskPage, children?: import("../../shared/ui.js").Children}} props */
export function BookingHead({ page, children }) {
  const { booking, property, payments } = page;
  const { cancellation } = booking;
  return html`<div class="booking-head panel">
    <div class="title">
      <h1>
        <span class="code-mark">${booking.code}</span>${" "}
        <bdi class="name clamp">${fullName(booking.booker) || "No name"}</bdi>
      </h1>
      ${children}
    </div>
    <p class="states">
      <${State} words=${statuses} value=${booking.status} />
      <${State} words=${paymentStatuses} value=${payments.status} />
    </p>
    <dl class="key-facts">
      <div>
        <dt>Stay</dt>
        <dd>
          ${dateRange(booking.arrival, booking.departure)}${" "}
          <span class="muted"
            >${plural(booking.nights, { one: "# night", other: "# nights" })}</span
          >
        </dd>
      </div>
      <div>
        <dt>Property</dt>
        <dd><bdi>${property.name}</bdi></dd>
      </div>
      <div>
        <dt>Guests</dt>
        <dd>${booking.guests.length}</dd>
      </div>
      <div>
        <dt>Total</dt>
        <dd class="amount">${money(payments.total)}</dd>
      </div>
      <div>
        <dt>Still to pay</dt>
        <dd class="amount">${money(payments.balance)}</dd>
      </div>
    </dl>
    ${
      booking.awaits &&
      html`<${Notice} tone="warn">
        ${awaited[booking.awaits]}
        ${
          booking.held_until &&
          html` Held until <${Moment} at=${booking.held_until} zone=${property.time_zone} />, then
            it is free for others again.`
        }
      <//>`
    }
    ${
      cancellation &&
      html`<${Notice} tone="bad">
        <p>
          <strong>${cancelledBy[cancellation.by]}</strong>,${" "}
          <${Moment} at=${cancellation.at} zone=${property.time_zone} />
          : ${endings[cancellation.type]}
        </p>
        ${cancellation.reason && html`<p dir="auto" class="prose">${cancellation.reason}</p>`}
        <p>${money(cancellation.refund)} given back, ${money(cancellation.fee)} kept.</p>
      <//>`
    }
  </div>`;
}
