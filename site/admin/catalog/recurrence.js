/**
 * When sessions take place, as the form holds it and as an RFC 5545 rule. Rules that its controls
 * can't express stay as they are, in a text field.
 */
import { weekdayOf } from "../../shared/days.js";
import { weekdayList } from "../../shared/format.js";
import { plural, t } from "../../shared/words.js";
import { keyed } from "../ui/rows.js";

const codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/**
 * @typedef {object} ScheduleValues
 * @property {string} from the first day
 * @property {string} time
 * @property {"once" | "daily" | "weekly" | "rule"} repeat
 * @property {number[]} weekdays
 * @property {string} every weeks or days between
 * @property {string} until the last day, "" for no end
 * @property {string} rule
 * @property {string} except days on which there is none, apart by commas or spaces
 */

/** @param {{start: string, rule?: string | null, except?: string[]} | null} schedule */
export function scheduleValues(schedule) {
  const [from = "", time = "10:00:00"] = schedule?.start.split("T") ?? [];
  const rule = schedule?.rule ?? "";
  const known = schedule
    ? knownRule(rule)
    : { repeat: "weekly", weekdays: [], every: "1", until: "" };
  return keyed({
    from,
    time: time.slice(0, 5),
    weekdays: known.repeat === "weekly" && from && !known.weekdays.length ? [weekdayOf(from)] : [],
    ...withoutEmpty(known),
    rule,
    except: (schedule?.except ?? []).join(", "),
  });
}

/** @template {{weekdays: number[]}} Known @param {Known} known */
const withoutEmpty = ({ weekdays, ...rest }) => (weekdays.length ? { weekdays, ...rest } : rest);

/** A rule in the form's terms, as far as it has any. @param {string} rule */
function knownRule(rule) {
  const plain = { weekdays: /** @type {number[]} */ ([]), every: "1", until: "" };
  if (!rule) return { ...plain, repeat: "once" };
  const parts = Object.fromEntries(
    rule
      .replace(/^RRULE:/i, "")
      .split(";")
      .map((part) => part.toUpperCase().split("=")),
  );
  const { FREQ, INTERVAL = "1", BYDAY = "", UNTIL = "", ...others } = parts;
  const weekdays = BYDAY
    ? BYDAY.split(",").map((/** @type {string} */ day) => codes.indexOf(day) + 1)
    : [];
  const until = /^(\d{4})(\d\d)(\d\d)(T|$)/.exec(UNTIL);
  const friendly =
    (FREQ === "WEEKLY" || (FREQ === "DAILY" && !BYDAY)) &&
    Object.keys(others).every((name) => name === "WKST" && others[name] === "MO") &&
    !weekdays.includes(0) &&
    (!UNTIL || until);
  if (!friendly) return { ...plain, repeat: "rule" };
  return {
    repeat: FREQ.toLowerCase(),
    weekdays: weekdays.sort(),
    every: INTERVAL,
    until: until ? until.slice(1, 4).join("-") : "",
  };
}

/**
 * A schedule for the API. RFC 5545 asks that the first one follows the rule, so it begins on the
 * first of the weekdays on or after the day that was given.
 * @param {ScheduleValues} values
 */
export function scheduleBody(values) {
  const { time, repeat, rule, except } = values;
  return {
    start: `${firstDay(values)}T${time}:00`,
    rule: repeat === "once" ? null : repeat === "rule" ? rule.trim() : ruleOf(values),
    except: datesIn(except),
  };
}

/** @param {string} text */
export const datesIn = (text) => text.split(/[\s,;]+/).filter(Boolean);

/** @param {ScheduleValues} values */
function ruleOf({ repeat, weekdays, every, until }) {
  const parts = [`FREQ=${repeat.toUpperCase()}`];
  if (Number(every) > 1) parts.push(`INTERVAL=${Number(every)}`);
  if (repeat === "weekly") parts.push(`BYDAY=${weekdays.map((day) => codes[day - 1]).join(",")}`);
  if (until) parts.push(`UNTIL=${until.replaceAll("-", "")}T235959`);
  return parts.join(";");
}

/** @param {ScheduleValues} values */
function firstDay({ from, repeat, weekdays }) {
  if (repeat !== "weekly" || !weekdays.length) return from;
  const day = new Date(`${from}T00:00:00Z`);
  while (!weekdays.includes(day.getUTCDay() || 7)) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

/**
 * "Mon and Wed at 10:00, from 1 July 2027 until 30 September 2027"
 * @param {ScheduleValues} values
 */
export function scheduleText(values) {
  const { repeat, weekdays, every, until, time, rule } = values;
  const first = firstDay(values);
  if (repeat === "once") return t("{day:date} at {time:time}", { day: first, time });
  const days = repeat === "weekly" && weekdayList(weekdays);
  const often = repeat === "rule" ? rule : oftenText(repeat, Number(every));
  const when = { days: [days, often].filter(Boolean).join(", "), time, first, until };
  return until && repeat !== "rule"
    ? t("{days} at {time:time}, from {first:date} until {until:date}", when)
    : t("{days} at {time:time}, from {first:date}", when);
}

/** @param {string} repeat @param {number} step */
function oftenText(repeat, step) {
  if (repeat === "daily") return plural("every day", "every {n} days", step);
  return step > 1 ? plural("every week", "every {n} weeks", step) : "";
}
