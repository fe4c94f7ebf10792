/** Who did what, when, through which door; the newest on top. */
import { html } from "../../shared/ui.js";
import { Moment } from "../ui/show.js";
import { doors } from "../ui/words.js";

/** @import {DeskPage, TimelineEntry} from "../../generated/api.js" */

/** @param {{page: DeskPage}} props */
export function Timeline({ page }) {
  // Ids grow with time: they order what happened at the same moment.
  const when = (/** @type {TimelineEntry} */ event) => `${event.at} ${event.id}`;
  const events = [...page.timeline].sort((one, other) => when(other).localeCompare(when(one)));
  return html`<section class="panel" aria-labelledby="timeline">
    <h2 id="timeline">Timeline</h2>
    <ol class="timeline plain">
      ${events.map(
        (event) =>
          html`<li key=${event.id}>
            <p dir="auto">${event.summary}</p>
            <p class="muted small">
              <${Moment} at=${event.at} zone=${page.property.time_zone} />${" "}
              <span> by <bdi>${event.actor.name}</bdi>, ${doors[event.actor.door]} </span>
            </p>
          </li>`,
      )}
    </ol>
  </section>`;
}
