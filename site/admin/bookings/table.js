/**
 * The grid: a native table, which becomes a list of cards on a narrow screen.
 *
 * A row opens by a click anywhere in it, by its link with Enter, and arrows go from link to link.
 * The roles repeat what the elements mean, because the cards' layout would take that from them.
 */
import { html } from "../../shared/ui.js";
import { fullName, money, number } from "../../shared/format.js";
import { msg, rich, t } from "../../shared/words.js";
import { navigate } from "../navigation.js";
import { bookingHref } from "../routes.js";
import { Day, nameTag, State } from "../ui/show.js";
import { paymentStatuses, statuses } from "../ui/words.js";

/** @import {Row} from "../../generated/api.js" */

/** Columns in order; `numeric` ones are aligned at their end. */
const columns = [
  { name: "code", label: msg("Code") },
  { name: "status", label: msg("Status") },
  { name: "booked", label: msg("Booked") },
  { name: "arrival", label: msg("Arrival") },
  { name: "departure", label: msg("Departure") },
  { name: "traveller", label: msg("Traveller") },
  { name: "property", label: msg("Property") },
  { name: "rate", label: msg("Rate") },
  { name: "guests", label: msg("Guests"), numeric: true },
  { name: "total", label: msg("Total"), numeric: true },
  { name: "payment", label: msg("Payment") },
];

/** @param {{rows: Row[] | null, busy: boolean}} props rows are null while the first page loads */
export function BookingsTable({ rows, busy }) {
  return html`<div class="table-frame">
    <table class="bookings" role="table" aria-busy=${String(busy)}>
      <caption class="hidden-visually">
        ${t("Bookings by the moment they were booked, the oldest first")}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(
            ({ name, label, numeric }) =>
              html`<th key=${name} role="columnheader" scope="col" class=${numeric ? "end" : ""}>
                ${t(label)}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup" onKeyDown=${moveByArrow}>
        ${
          rows
            ? rows.map((row) => html`<${Booking} key=${row.code} row=${row} />`)
            : Array.from({ length: 12 }, (_, index) => html`<${Ghost} key=${index} />`)
        }
      </tbody>
    </table>
  </div>`;
}

/** @param {{row: Row}} props */
function Booking({ row }) {
  // The API files and filters bookings by their UTC date; showing another would contradict it.
  const booked = row.booked_at.slice(0, 10);
  const href = bookingHref(row.code);
  const open = (/** @type {MouseEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("a") || getSelection()?.toString()) return;
    if (event.ctrlKey || event.metaKey) window.open(href, "_blank", "noopener");
    else navigate(href);
  };
  const cell = (
    /** @type {string} */ name,
    /** @type {import("../../shared/ui.js").Children} */ content,
    label = "",
  ) =>
    html`<td role="cell" class=${name}>
      ${label && html`<span class="card-label" aria-hidden="true">${label}</span>`}${content}
    </td>`;
  return html`<tr role="row" onClick=${open}>
    <th role="rowheader" scope="row" class="code"><a href=${href}>${row.code}</a></th>
    ${cell("status", html`<${State} words=${statuses} value=${row.status} />`)}
    ${cell("booked", html`<${Day} day=${booked} />`, t("Booked"))}
    ${cell("arrival", html`<${Day} day=${row.arrival} />`, t("Arrival"))}
    ${cell("departure", html`<${Day} day=${row.departure} />`, t("Departure"))}
    ${cell(
      "traveller",
      html`<bdi class="clamp">${fullName(row) || "–"}</bdi> ${
          row.agency &&
          html`<span class="via muted small clamp">
            ${rich("via <bdi>{agency}</bdi>", { agency: row.agency }, { bdi: nameTag })}
          </span>`
        }`,
    )}
    ${cell("property", html`<bdi class="clamp">${row.property.name}</bdi>`)}
    ${cell("rate", html`<bdi class="clamp">${row.rate ?? "–"}</bdi>`)}
    ${cell("guests end", number(row.guests), t("Guests"))}
    ${cell("total end amount", money(row.total), t("Total"))}
    ${cell("payment", html`<${State} words=${paymentStatuses} value=${row.payment_status} />`)}
  </tr>`;
}

/** A row that is on its way. */
const Ghost = () =>
  html`<tr class="ghost" aria-hidden="true">
    ${columns.map(({ name }) => html`<td key=${name} class=${name}><span></span></td>`)}
  </tr>`;

/** @param {KeyboardEvent} event */
function moveByArrow(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const target = /** @type {Element} */ (event.target);
  if (!step || !target.matches("th.code a")) return;
  const body = /** @type {Element} */ (event.currentTarget);
  const links = [...body.querySelectorAll("th.code a")];
  const next = links[links.indexOf(target) + step];
  if (!next) return;
  event.preventDefault();
  /** @type {HTMLElement} */ (next).focus();
}
