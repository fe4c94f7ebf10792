/** The timeline's answer as the library draws it: rows in groups, and bars on them. */
import { dateRange, moment, timeOfDay } from "../../shared/format.js";
import { msg, t } from "../../shared/words.js";
import { localOf } from "../ui/days.js";
import { statuses } from "../ui/words.js";

/** @import {Awaits, Entry, SessionEntry, Timeline} from "../../generated/api.js" */

/**
 * @typedef {object} Bar
 * @property {string} id
 * @property {string} title
 * @property {string} state in words
 * @property {string} tone class of its look
 * @property {string} name all of it, for screen readers and as a hint
 * @property {Entry} [entry]
 * @property {SessionEntry} [session]
 */

/** Rows of units and people by group, then the sessions. @param {Timeline} timeline */
export function rowsOf({ resources, sessions }) {
  const groups = [...new Set(resources.map(({ group }) => group))];
  const rows = groups.map((group, index) => ({
    id: `group:${index}`,
    title: group || t("People"),
    children: resources
      .filter((one) => one.group === group)
      .map(({ id, name }) => ({ id, title: name })),
  }));
  const names = new Map(sessions.map((one) => [one.product, one.name]));
  if (names.size) {
    const children = [...names].map(([product, name]) => ({
      id: `session:${product}`,
      title: name,
    }));
    rows.push({ id: "sessions", title: t("Sessions"), children });
  }
  return rows;
}

/** @param {Timeline} timeline @returns {object[]} events as the library takes them */
export function eventsOf(timeline) {
  return [
    ...timeline.entries.map((entry) => entryEvent(entry, timeline)),
    ...timeline.sessions.map(sessionEvent),
  ];
}

/** @param {Entry} entry @param {Timeline} timeline */
function entryEvent(entry, { time_zone, resources }) {
  const { state, tone } = lookOf(entry);
  const on = (/** @type {string} */ time) => (entry.all_day ? time : localOf(time, time_zone));
  const when = entry.all_day
    ? dateRange(entry.from, entry.to)
    : moment(`${on(entry.from)}:00Z`, "UTC");
  const row = resources.find((one) => one.id === entry.resource);
  const time = entry.all_day ? "" : `${timeOfDay(on(entry.from).slice(11))} `;
  const title = time + (entry.title || state);
  const said = title === state ? "" : state;
  return {
    id: entry.id,
    resourceIds: [entry.resource],
    start: on(entry.from),
    end: on(entry.to),
    allDay: entry.all_day,
    editable: entry.movable,
    extendedProps: {
      bar: {
        id: entry.id,
        title,
        state: said,
        tone,
        name: [title, said, when, row?.name].filter(Boolean).join(", "),
        entry,
      },
    },
  };
}

/** @param {SessionEntry} session @param {number} index */
function sessionEvent(session, index) {
  const { product, name, local, until_local, sold, seats, least, closed } = session;
  const few = sold > 0 && sold < least;
  const state = closed
    ? t("Closed")
    : few
      ? t("{least} are needed", { least })
      : sold >= seats
        ? t("Full")
        : "";
  const shown = [timeOfDay(local.slice(11, 16)), state].filter(Boolean).join(", ");
  return {
    id: `session ${index}`,
    resourceIds: [`session:${product}`],
    start: local,
    end: until_local,
    allDay: false,
    editable: false,
    extendedProps: {
      bar: {
        id: `session ${index}`,
        title: `${sold}/${seats}`,
        state: shown,
        tone: closed ? "closure" : few ? "pending" : "session",
        name: [`${sold}/${seats}`, shown, name, moment(`${local.slice(0, 16)}:00Z`, "UTC")].join(
          ", ",
        ),
        session,
      },
    },
  };
}

/** @type {Record<Awaits, string>} */
const waiting = {
  guest: msg("Pending"),
  staff: msg("To be accepted"),
  payment: msg("Held until paid"),
};

/** How an entry stands, in a word, and its look. @param {Entry} entry */
export function lookOf({ kind, status, awaits, held }) {
  if (kind === "closure") return { state: t("Closed"), tone: "closure" };
  if (kind === "import") return { state: t("Another platform"), tone: "import" };
  if (awaits) return { state: t(waiting[awaits]), tone: "pending" };
  if (held || !status) return { state: t(waiting.guest), tone: "pending" };
  return { state: t(statuses[status].text), tone: status };
}
