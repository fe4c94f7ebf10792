/** The top of a booking's page: who, where, when, how it stands, and what can be done. */
import { html } from "../../shared/ui.js";
import { dateRange, fullName, money } from "../../shared/format.js";
import { Notice } from "../../shared/components.js";
import { msg, plural, rich, t } from "../../shared/words.js";
import { State, strongTag, timeTag } from "../ui/show.js";
import { cancelledBy, endings, paymentStatuses, statuses } from "../ui/words.js";

/** @import {Awaits, DeskPage} from "../../generated/api.js" */

/** Who has to do something before it is confirmed. @type {Record<Awaits, string>} */
const awaited = {
  guest: msg("The guest has to confirm it."),
  payment: msg("The guest has to pay the deposit."),
  staff: msg("It waits for you: accept or decline it under Actions."),
};

/** @param {{page: DeskPage, children?: import("../../shared/ui.js").Children}} props */
export function BookingHead({ page, children }) {
  const { booking, property, payments } = page;
  const { cancellation } = booking;
  return html`<div class="booking-head panel">
    <div class="title">
      <h1>
        <span class="code-mark">${booking.code}</span>${" "}
        <bdi class="name clamp">${fullName(booking.booker) || t("No name")}</bdi>
      </h1>
      ${children}
    </div>
    <p class="states">
      <${State} words=${statuses} value=${booking.status} />
      <${State} words=${paymentStatuses} value=${payments.status} />
    </p>
    <dl class="key-facts">
      <div>
        <dt>${t("Stay")}</dt>
        <dd>
          ${dateRange(booking.arrival, booking.departure)}${" "}
          <span class="muted">${plural("{n} night", "{n} nights", booking.nights)}</span>
        </dd>
      </div>
      <div>
        <dt>${t("Property")}</dt>
        <dd><bdi>${property.name}</bdi></dd>
      </div>
      <div>
        <dt>${t("Guests")}</dt>
        <dd>${booking.guests.length}</dd>
      </div>
      <div>
        <dt>${t("Total")}</dt>
        <dd class="amount">${money(payments.total)}</dd>
      </div>
      <div>
        <dt>${t("Still to pay")}</dt>
        <dd class="amount">${money(payments.balance)}</dd>
      </div>
    </dl>
    ${
      booking.awaits &&
      html`<${Notice} tone="warn">
        ${t(awaited[booking.awaits])}
        ${
          booking.held_until &&
          html` ${rich(
            "Held until <time>{until:moment}</time>, then it is free for others again.",
            { until: { at: booking.held_until, zone: property.time_zone } },
            { time: timeTag(booking.held_until) },
          )}`
        }
      <//>`
    }
    ${
      cancellation &&
      html`<${Notice} tone="bad">
        <p>
          ${rich(
            "<strong>{what}</strong>, <time>{at:moment}</time>: {why}",
            {
              what: t(cancelledBy[cancellation.by]),
              at: { at: cancellation.at, zone: property.time_zone },
              why: t(endings[cancellation.type]),
            },
            { strong: strongTag, time: timeTag(cancellation.at) },
          )}
        </p>
        ${cancellation.reason && html`<p dir="auto" class="prose">${cancellation.reason}</p>`}
        <p>
          ${t("{refund:money} given back, {fee:money} kept.", {
            refund: cancellation.refund,
            fee: cancellation.fee,
          })}
        </p>
      <//>`
    }
  </div>`;
}
