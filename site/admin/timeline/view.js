/** Rooms and people over days, with what is booked on them. */
import { html, useState } from "../../shared/ui.js";
import { dateRange } from "../../shared/format.js";
import { Button, Notice, Skeleton, toast } from "../../shared/components.js";
import { msg, rich, t } from "../../shared/words.js";
import { addDays } from "../../shared/days.js";
import { Conflicts } from "../catalog/feeds.js";
import { useDesk } from "../desk-context.js";
import { navigate } from "../navigation.js";
import { forgetRows } from "../bookings/rows.js";
import { MoveDialog } from "../moves/move-dialog.js";
import { movedBy, placeOf } from "../moves/place.js";
import { catalogHref, planHref } from "../routes.js";
import { asDay, today } from "../ui/days.js";
import { explain, Failure } from "../ui/failure.js";
import { useLoaded } from "../ui/loaded.js";
import { ProblemDialog } from "../ui/problem-dialog.js";
import { NoProperty, PropertyChoice, useProperty } from "../ui/property-choice.js";
import { useTitle } from "../ui/title.js";
import { Board } from "./board.js";
import { CloseDialog } from "./close-dialog.js";
import { EntryDialog } from "./entry-dialog.js";
import { ClockNote, nameTag } from "../ui/show.js";

/** @import {Entry, Property, Timeline} from "../../generated/api.js" */

const periods = { 1: msg("A day"), 7: msg("A week"), 14: msg("Two weeks"), 31: msg("A month") };

/** @param {{query: URLSearchParams}} props */
export function TimelineView({ query }) {
  useTitle(t("Timeline"));
  const { properties, property, error, loading, reload } = useProperty(query.get("property"));
  return html`<div class="head">
      <h1>${t("Timeline")}</h1>
      ${
        property &&
        html`<${PropertyChoice}
          properties=${properties}
          property=${property}
          onChoose=${(/** @type {string} */ id) =>
            navigate(planHref("timeline", { ...Object.fromEntries(query), property: id }))}
        />`
      }
    </div>
    ${error && html`<${Failure} error=${error} busy=${loading} onRetry=${reload} />`}
    ${!properties && !error && html`<${Waiting} />`}
    ${properties && !property && html`<${NoProperty} />`}
    ${property && html`<${Period} key=${property.id} property=${property} query=${query} />`}`;
}

const Waiting = () =>
  html`<div class="panel"><${Skeleton} lines=${8} label=${t("Loading the timeline")} /></div>`;

/** @param {{property: Property, query: URLSearchParams}} props */
function Period({ property, query }) {
  const { api } = useDesk();
  const from = asDay(query.get("from")) ?? today(property.time_zone);
  const asked = Number(query.get("days"));
  const days = asked in periods ? asked : 14;
  const { data, error, loading, reload } = useLoaded(
    (signal) => api.timeline({ property: property.id, from, days }, signal),
    [api, property.id, from, days],
  );
  const show = (/** @type {string} */ day, /** @type {number} */ length = days) =>
    navigate(planHref("timeline", { property: property.id, from: day, days: String(length) }));
  const current = data && data.from === from;
  return html`<div class="plan-bar">
      <div class="actions">
        <${Button}
          kind="quiet small"
          aria-label=${t("Earlier")}
          onClick=${() => show(addDays(from, -days))}
          >←<//
        >
        <${Button} kind="quiet small" onClick=${() => show(today(property.time_zone))}
          >${t("Today")}<//
        >
        <${Button}
          kind="quiet small"
          aria-label=${t("Later")}
          onClick=${() => show(addDays(from, days))}
          >→<//
        >
      </div>
      <h2 aria-live="polite">${dateRange(from, addDays(from, days - 1))}</h2>
      <label class="beside-label"
        ><span>${t("From")}</span>
        <input
          type="date"
          value=${from}
          onChange=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => {
            const day = asDay(event.currentTarget.value);
            if (day) show(day);
          }}
        />
      </label>
      <label class="beside-label"
        ><span>${t("Period")}</span>
        <select
          value=${String(days)}
          onChange=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => show(from, Number(event.currentTarget.value))}
        >
          ${Object.entries(periods).map(
            ([count, text]) => html`<option key=${count} value=${count}>${t(text)}</option>`,
          )}
        </select>
      </label>
    </div>
    ${error && html`<${Failure} error=${error} busy=${loading} onRetry=${reload} />`}
    ${
      current
        ? html`<${Plan}
            key=${`${from} ${days}`}
            timeline=${data}
            from=${from}
            days=${days}
            reload=${reload}
          />`
        : !error && html`<${Waiting} />`
    }`;
}

/** @param {{timeline: Timeline, from: string, days: number, reload: () => void}} props */
function Plan({ timeline, from, days, reload }) {
  const { api } = useDesk();
  const [opened, setOpened] = useState(/** @type {import("./bars.js").Bar | null} */ (null));
  const [move, setMove] = useState(
    /** @type {(import("../moves/move-dialog.js").Move & {revert: () => void}) | null} */ (null),
  );
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const [closing, setClosing] = useState(false);
  const [closed, setClosed] = useState(
    /** @type {import("./close-dialog.js").Closure | null} */ (null),
  );
  const units = timeline.resources.filter(({ kind }) => kind === "unit");
  if (!timeline.resources.length && !timeline.sessions.length) {
    return html`<${Empty} property=${timeline.property} />`;
  }
  /** Opens the dialog; a bar may show but a part of its booking, so where it is is asked for. */
  const startMove = async (
    /** @type {Entry} */ entry,
    by = 0,
    resource = entry.resource,
    revert = () => {},
  ) => {
    const { code, title } = entry;
    if (!code) return;
    try {
      const before = placeOf(await api.booking(code, undefined), entry.resource);
      setMove({ code, title, before, place: movedBy(before, by, resource), revert: once(revert) });
    } catch (error) {
      revert();
      setProblem(explain(error));
    }
  };
  const drop = (/** @type {import("./board.js").Drop} */ { bar, by, resource, revert }) => {
    const { entry } = bar;
    if (entry && kindOf(resource, timeline) === kindOf(entry.resource, timeline)) {
      startMove(entry, by, resource, revert);
    } else {
      revert();
      setProblem(
        t("It goes to another room, or to another person, but not from one to the other."),
      );
    }
  };
  const moved = () => {
    setMove(null);
    forgetRows();
    toast(t("Booking {code} is moved", { code: move?.code ?? "" }));
    reload();
  };
  const leaveIt = () => {
    move?.revert();
    setMove(null);
  };
  return html`<${Conflicts} conflicts=${timeline.conflicts} />
    ${
      closed &&
      html`<${Closed}
        closure=${closed}
        property=${timeline.property}
        onDone=${() => {
          setClosed(null);
          reload();
        }}
      />`
    }
    <${Board} timeline=${timeline} from=${from} days=${days} onOpen=${setOpened} onDrop=${drop} />
    <div class="plan-foot">
      <div>
        <${Legend} />
        <${ClockNote} zone=${timeline.time_zone} />
      </div>
      ${
        units.length > 0 &&
        html`<${Button} kind="quiet small" onClick=${() => setClosing(true)}
          >${t("Close a unit")}<//
        >`
      }
    </div>
    <${EntryDialog}
      bar=${opened}
      timeline=${timeline}
      onClose=${() => setOpened(null)}
      onMove=${(/** @type {import("./bars.js").Bar} */ { entry }) => {
        setOpened(null);
        if (entry) startMove(entry);
      }}
      onReopened=${() => {
        setOpened(null);
        reload();
      }}
    />
    <${MoveDialog}
      move=${move}
      zone=${timeline.time_zone}
      resources=${timeline.resources}
      onClose=${leaveIt}
      onMoved=${moved}
      onRefused=${() => move?.revert()}
    />
    <${ProblemDialog} text=${problem} onClose=${() => setProblem(null)} />
    <${CloseDialog}
      open=${closing}
      property=${timeline.property}
      units=${units}
      from=${from}
      onClose=${() => setClosing(false)}
      onClosed=${(/** @type {import("./close-dialog.js").Closure} */ closure) => {
        setClosing(false);
        setClosed(closure);
        reload();
      }}
    />`;
}

/** @param {string} resource @param {Timeline} timeline @returns {string | undefined} */
const kindOf = (resource, { resources }) => resources.find(({ id }) => id === resource)?.kind;

/** @param {() => void} act */
function once(act) {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

/** @param {{closure: import("./close-dialog.js").Closure, property: string, onDone: () => void}} props */
function Closed({ closure, property, onDone }) {
  const { api } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(/** @type {string | null} */ (null));
  const { id, name, from, to } = closure;
  const undo = async () => {
    setBusy(true);
    try {
      await api.catalog(property).reopen(id);
      toast(t("{name} is open again", { name }));
      onDone();
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
    }
  };
  return html`<${Notice} tone="good" live>
    <p>
      ${rich(
        "<bdi>{name}</bdi> is closed, nights of {nights:dates}.",
        { name, nights: { from, to } },
        { bdi: nameTag },
      )}
    </p>
    ${problem && html`<p>${problem}</p>`}
    <p><${Button} kind="quiet small" busy=${busy} onClick=${undo}>${t("Undo")}<//></p>
  <//>`;
}

/** @type {[string, string][]} */
const legend = [
  ["confirmed", msg("Confirmed")],
  ["pending", msg("Pending or held")],
  ["completed", msg("Completed")],
  ["closure", msg("Closed")],
  ["import", msg("Another platform")],
];

const Legend = () =>
  html`<ul class="plain legend small" aria-label=${t("Legend")}>
    ${legend.map(
      ([tone, text]) =>
        html`<li key=${tone}><span class="swatch bar-${tone}"></span>${t(text)}</li>`,
    )}
  </ul>`;

/** @param {{property: string}} props */
const Empty = ({ property }) =>
  html`<div class="empty panel">
    <h2>${t("Nothing to show yet")}</h2>
    <p>${t("Rooms, people and sessions appear here as soon as they are in the catalogue.")}</p>
    <a class="button" href=${catalogHref(property, "products")}>${t("Open the catalogue")}</a>
  </div>`;
