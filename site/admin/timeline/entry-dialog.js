/** What stands behind a bar of the timeline, and what can be done with it. */
import { html, useState } from "../../shared/ui.js";
import { date, dateRange, moment, timeRange } from "../../shared/format.js";
import { Badge, Button, Dialog, Notice, toast } from "../../shared/components.js";
import { placed, rich, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { bookingHref } from "../routes.js";
import { explain } from "../ui/failure.js";
import { State, strongTag } from "../ui/show.js";
import { statuses } from "../ui/words.js";
import { lookOf } from "./bars.js";

/** @import {Entry, SessionEntry, Timeline} from "../../generated/api.js" */

/**
 * @param {{bar: import("./bars.js").Bar | null, timeline: Timeline, onClose: () => void,
 *   onMove: (bar: import("./bars.js").Bar) => void, onReopened: () => void}} props
 */
export function EntryDialog({ bar, timeline, onClose, onMove, onReopened }) {
  const { entry, session } = bar ?? {};
  const kind = entry?.kind;
  const title = session?.name ?? entry?.title;
  return html`<${Dialog}
    open=${bar !== null}
    title=${title || (kind === "closure" ? t("Closed") : t("Another platform"))}
    onClose=${onClose}
  >
    ${session && html`<${Session} session=${session} zone=${timeline.time_zone} />`}
    ${
      kind === "booking" &&
      html`<${Booking} entry=${entry} onMove=${() => bar && onMove(bar)} timeline=${timeline} />`
    }
    ${
      kind === "closure" &&
      html`<${Closure} entry=${entry} timeline=${timeline} onReopened=${onReopened} />`
    }
    ${
      kind === "import" &&
      html`<${Facts} entry=${entry} timeline=${timeline} />
        <p class="muted">
          ${t("It was sold on another platform and came with that platform's calendar. Change it there.")}
        </p>`
    }
  <//>`;
}

/** @param {{entry: Entry, timeline: Timeline}} props */
function Facts({ entry, timeline }) {
  const zone = timeline.time_zone;
  const row = timeline.resources.find((one) => one.id === entry.resource);
  return html`<p>
    ${
      entry.all_day
        ? dateRange(entry.from, entry.to)
        : placed(`${moment(entry.from, zone)} – ${moment(entry.to, zone, { date: false })}`, zone)
    }${row && html`, <bdi>${[row.group, row.name].filter(Boolean).join(", ")}</bdi>`}
  </p>`;
}

/** @param {{entry: Entry, timeline: Timeline, onMove: () => void}} props */
function Booking({ entry, timeline, onMove }) {
  const { state, tone } = lookOf(entry);
  return html`<p class="states">
      <span class="code-mark">${entry.code}</span>
      ${
        tone === "pending"
          ? html`<${Badge} tone="warn">${state}<//>`
          : html`<${State} words=${statuses} value=${entry.status} />`
      }
    </p>
    <${Facts} entry=${entry} timeline=${timeline} />
    <div class="actions">
      <a class="button" href=${bookingHref(entry.code ?? "")}>${t("Open the booking")}</a>
      ${
        entry.movable
          ? html`<${Button} kind="quiet" onClick=${onMove}>${t("Move")}<//>`
          : html`<span class="muted small">${t("It can't be moved any more.")}</span>`
      }
    </div>`;
}

/** @param {{entry: Entry, timeline: Timeline, onReopened: () => void}} props */
function Closure({ entry, timeline, onReopened }) {
  const { api } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const reopen = async () => {
    setBusy(true);
    try {
      await api.catalog(timeline.property).reopen(entry.closure ?? "");
      toast(t("The unit is open again"));
      onReopened();
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
    }
  };
  return html`<${Facts} entry=${entry} timeline=${timeline} />
    ${problem && html`<${Notice} tone="bad" live>${problem}<//>`}
    <div class="actions"><${Button} busy=${busy} onClick=${reopen}>${t("Open it again")}<//></div>`;
}

/** @param {{session: SessionEntry, zone: string}} props */
function Session({ session, zone }) {
  const { local, until_local, sold, seats, least, closed, bookings } = session;
  const [day, time] = local.split("T");
  return html`<p>
      ${placed(`${date(day, "medium")}, ${timeRange(time.slice(0, 5), until_local.slice(11, 16))}`, zone)}
    </p>
    <p>
      ${
        least > 0
          ? rich(
              "<strong>{sold} of {seats} seats sold</strong>, takes place from {least}",
              { sold, seats, least },
              { strong: strongTag },
            )
          : rich(
              "<strong>{sold} of {seats} seats sold</strong>",
              { sold, seats },
              { strong: strongTag },
            )
      }
      ${closed && html` <${Badge} tone="warn">${t("Closed")}<//>`}
    </p>
    ${
      bookings.length
        ? html`<ul class="plain records">
            ${bookings.map(
              ({ code, title, seats: taken }) =>
                html`<li key=${code}>
                  <a href=${bookingHref(code)}><bdi>${title}</bdi></a>
                  <span class="muted">${taken}</span>
                </li>`,
            )}
          </ul>`
        : html`<p class="muted">${t("Nobody has booked it yet.")}</p>`
    }`;
}
