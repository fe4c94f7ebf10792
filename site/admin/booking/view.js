/**
 * A booking's page: everything needed to receive the guests well.
 */
import { html, useState } from "../../shared/ui.js";
import { Problem } from "../../shared/api.js";
import { fullName } from "../../shared/format.js";
import { Notice, Skeleton } from "../../shared/components.js";
import { rich, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { bookingsHref } from "../routes.js";
import { forgetRows } from "../bookings/rows.js";
import { CopyField } from "../ui/copy.js";
import { Failure } from "../ui/failure.js";
import { useLoaded } from "../ui/loaded.js";
import { useTitle } from "../ui/title.js";
import { ActionsMenu } from "./actions-menu.js";
import { CheckIn } from "./check-in.js";
import { Facts } from "./facts.js";
import { BookingHead } from "./head.js";
import { Itinerary } from "./itinerary.js";
import { takeCreated } from "./just-created.js";
import { Payments } from "./payments.js";
import { Price } from "./price.js";
import { Timeline } from "./timeline.js";
import { ClockNote } from "../ui/show.js";

/** @import {DeskPage} from "../../generated/api.js" */

/** @param {{code: string}} props */
export function BookingView({ code }) {
  const { api } = useDesk();
  const [created] = useState(() => takeCreated(code));
  const { data, error, loading, reload, setData } = useLoaded(
    (signal) => api.booking(code, signal),
    [api, code],
  );
  useTitle(data ? `${code} ${fullName(data.booking.booker)}` : t("Booking {code}", { code }));
  const changed = (/** @type {DeskPage | undefined} */ page) => {
    forgetRows();
    if (page) setData(page);
    else reload();
  };
  return html`<p class="back"><a href=${bookingsHref()}>${t("All bookings")}</a></p>
    ${
      created &&
      data?.booking.status !== "cancelled" &&
      html`<section class="panel created" aria-label=${t("Booking created")}>
        <${Notice} tone="good" live
          >${t("The booking is made. Here is the link for the traveller.")}<//
        >
        <${CopyField}
          label=${t("Portal link")}
          value=${data?.link ?? created.link}
          copied=${t("Portal link copied")}
        />
      </section>`
    }
    ${error && html`<${Unavailable} error=${error} code=${code} busy=${loading} onRetry=${reload} />`}
    ${
      data
        ? html`<${BookingHead} page=${data}>
              <${ActionsMenu} page=${data} onChanged=${changed} />
            <//>
            <${Columns} page=${data} />`
        : !error && html`<${Waiting} code=${code} />`
    }`;
}

/** @param {{page: DeskPage}} props */
const Columns = ({ page }) =>
  html`<div class="columns">
    <div>
      <${Itinerary} page=${page} />
      <${Price} page=${page} />
      <${Payments} page=${page} />
      <${CheckIn} page=${page} />
      <${Timeline} page=${page} />
    </div>
    <div>
      <${Facts} page=${page} />
      <${ClockNote} zone=${page.property.time_zone} />
    </div>
  </div>`;

/** @param {{code: string}} props */
const Waiting = ({ code }) =>
  html`<div class="booking-head panel">
      <h1><span class="code-mark">${code}</span></h1>
      <${Skeleton} lines=${3} label=${t("Loading the booking")} />
    </div>
    <div class="columns" aria-hidden="true">
      <div class="panel"><${Skeleton} lines=${8} /></div>
      <div class="panel"><${Skeleton} lines=${8} /></div>
    </div>`;

/** @param {{error: unknown, code: string, busy: boolean, onRetry: () => void}} props */
function Unavailable({ error, code, busy, onRetry }) {
  if (error instanceof Problem && error.status === 404) {
    return html`<h1>${t("No booking {code}", { code })}</h1>
      <p>
        ${rich(
          "Check the code, or <a>look for it by name</a>.",
          {},
          { a: (words) => html`<a href=${bookingsHref()}>${words}</a>` },
        )}
      </p>`;
  }
  const title = t("The booking could not be loaded");
  return html`<${Failure} error=${error} title=${title} busy=${busy} onRetry=${onRetry} />`;
}
