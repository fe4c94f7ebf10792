/** Who did what, when, through which door; the newest on top. */
import { html } from "../../shared/ui.js";
import { rich, sentence, t } from "../../shared/words.js";
import { Moment, nameTag } from "../ui/show.js";
import { doors } from "../ui/words.js";

/** @import {DeskPage, TimelineEntry} from "../../generated/api.js" */

/** @param {{page: DeskPage}} props */
export function Timeline({ page }) {
  // Ids grow with time: they order what happened at the same moment.
  const when = (/** @type {TimelineEntry} */ event) => `${event.at} ${event.id}`;
  const events = [...page.timeline].sort((one, other) => when(other).localeCompare(when(one)));
  return html`<section class="panel" aria-labelledby="timeline">
    <h2 id="timeline">${t("history|Timeline")}</h2>
    <ol class="timeline plain">
      ${events.map(
        (event) =>
          html`<li key=${event.id}>
            <p dir="auto">${sentence(event.type) || event.summary}</p>
            <p class="muted small">
              <${Moment} at=${event.at} zone=${page.property.time_zone} />${" "}
              <span>
                ${rich(
                  "by <bdi>{name}</bdi>, {door}",
                  { name: event.actor.name, door: t(doors[event.actor.door]) },
                  { bdi: nameTag },
                )}
              </span>
            </p>
          </li>`,
      )}
    </ol>
  </section>`;
}
