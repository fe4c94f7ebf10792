/**
 * The board of rows and days, drawn by the EventCalendar library.
 *
 * Its markup says table, but its rows hold no cells and its bars stand beside them. The roles are
 * taken away here: what remains is a group of buttons, each with its whole meaning in its name.
 */
import { html, useEffect, useRef, useState } from "../../shared/ui.js";
import { getLocale } from "../../shared/format.js";
import { Skeleton } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { Failure } from "../ui/failure.js";
import { eventsOf, rowsOf } from "./bars.js";
import { loadCalendar } from "./loader.js";

/** @import {Timeline} from "../../generated/api.js" */

/** @typedef {import("./bars.js").Bar} Bar */
/** @typedef {{extendedProps: {bar: Bar}}} Drawn one of our events as the library hands it back */
/**
 * @typedef {object} Dropped
 * @property {Drawn} event
 * @property {{days: number, seconds: number}} delta
 * @property {{id: string}} [newResource]
 * @property {() => void} revert
 */
/**
 * @typedef {object} Drop
 * @property {Bar} bar
 * @property {number} by how far it was moved, seconds of the wall clock
 * @property {string} resource
 * @property {() => void} revert
 */

/**
 * @param {{timeline: Timeline, from: string, days: number, onOpen: (bar: Bar) => void,
 *   onDrop: (drop: Drop) => void}} props
 */
export function Board({ timeline, from, days, onOpen, onDrop }) {
  const [library, setLibrary] = useState(
    /** @type {typeof import("../../vendor/event-calendar.js") | null} */ (null),
  );
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const handlers = useRef({ onOpen, onDrop });
  handlers.current = { onOpen, onDrop };
  const shown = useRef(timeline);
  const board = useRef(
    /** @type {import("../../vendor/event-calendar.js").EventCalendar | null} */ (null),
  );

  const load = () => {
    setError(null);
    loadCalendar().then(setLibrary, setError);
  };
  useEffect(load, []);
  useEffect(() => {
    const target = frame.current;
    if (!library || !target) return undefined;
    const roles = new MutationObserver(() => mendRoles(target));
    roles.observe(target, { childList: true, subtree: true });
    const calendar = library.create(target, optionsFor({ timeline, from, days }, handlers));
    board.current = calendar;
    shown.current = timeline;
    mendRoles(target);
    return () => {
      roles.disconnect();
      board.current = null;
      library.destroy(calendar);
    };
  }, [library, from, days]);
  useEffect(() => {
    // Of other days it is made anew; of what has changed on these it keeps where it is scrolled to.
    if (!board.current || shown.current === timeline) return;
    shown.current = timeline;
    board.current.setOption("resources", rowsOf(timeline));
    board.current.setOption("events", eventsOf(timeline));
  }, [timeline]);

  if (error) return html`<${Failure} error=${error} onRetry=${load} />`;
  return html`<div
    class="board"
    role="group"
    aria-label=${t("Timeline")}
    aria-busy=${library ? undefined : "true"}
  >
    ${!library && html`<div class="panel"><${Skeleton} lines=${8} label=${t("Loading")} /></div>`}
    <div ref=${frame}></div>
  </div>`;
}

/**
 * @param {{timeline: Timeline, from: string, days: number}} shown
 * @param {{current: {onOpen: (bar: Bar) => void, onDrop: (drop: Drop) => void}}} handlers
 */
function optionsFor({ timeline, from, days }, handlers) {
  /** A drag ends with a click on what was dragged, which is not meant to open it. */
  let dragged = false;
  const open = (/** @type {Bar} */ bar) => {
    if (!dragged) handlers.current.onOpen(bar);
    dragged = false;
  };
  const view =
    days === 1
      ? { type: "resourceTimelineDay", slotDuration: "01:00", snapDuration: "00:15", slotWidth: 56 }
      : { type: "resourceTimelineMonth", columnWidth: `minmax(${days > 14 ? 3.5 : 4.75}rem, 1fr)` };
  return {
    view: "board",
    views: { board: { ...view, duration: { days } } },
    date: from,
    buttonText: { expand: t("Expand"), collapse: t("Collapse") },
    timeZone: "UTC",
    locale: getLocale(),
    firstDay: 1,
    headerToolbar: { start: "", center: "", end: "" },
    dayHeaderFormat: { weekday: "short", day: "numeric" },
    editable: true,
    eventDurationEditable: false,
    scrollTime: "07:00",
    resources: rowsOf(timeline),
    events: eventsOf(timeline),
    eventClassNames: (/** @type {{event: Drawn}} */ { event }) => [
      `bar-${event.extendedProps.bar.tone}`,
    ],
    eventContent: (/** @type {{event: Drawn}} */ { event }) => ({
      domNodes: [barButton(event.extendedProps.bar, open)],
    }),
    eventDragStart: () => {
      dragged = true;
    },
    // A drag that ends elsewhere than it began makes no click.
    eventDragStop: () => setTimeout(() => (dragged = false)),
    eventDrop: (/** @type {Dropped} */ { event, delta, newResource, revert }) => {
      const bar = event.extendedProps.bar;
      handlers.current.onDrop({
        bar,
        by: delta.days * 86_400 + delta.seconds,
        resource: newResource?.id ?? bar.entry?.resource ?? "",
        revert,
      });
    },
  };
}

/** @param {Bar} bar @param {(bar: Bar) => void} open */
function barButton(bar, open) {
  const button = document.createElement("button");
  button.type = "button";
  button.title = bar.name;
  button.dataset.bar = bar.id;
  // What is cut off or left out in a short bar is still said of it.
  const name = part("span", bar.name);
  name.className = "hidden-visually";
  const shown = [part("bdi", bar.title), part("span", bar.state)];
  for (const element of shown) element.setAttribute("aria-hidden", "true");
  button.append(name, ...shown);
  button.addEventListener("click", () => open(bar));
  return button;
}

/** @param {"bdi" | "span"} tag @param {string} text */
function part(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** @param {HTMLElement} target */
function mendRoles(target) {
  const wrong = ["table", "rowgroup", "row", "rowheader", "columnheader", "cell"];
  const selector = wrong.map((role) => `[role="${role}"]`).join(",");
  for (const element of target.querySelectorAll(selector)) {
    element.removeAttribute("role");
    element.removeAttribute("aria-colindex");
  }
  for (const bar of target.querySelectorAll("article")) bar.setAttribute("role", "none");
  // An empty toolbar is no navigation, and empty sidebars are no landmarks.
  for (const empty of target.querySelectorAll("nav, aside, header")) {
    empty.setAttribute("role", "none");
  }
}
