/** How the export is doing, in a corner that blocks nothing. */
import { html, useEffect, useState } from "../../shared/ui.js";
import { Button } from "../../shared/components.js";
import { Icon } from "../../shared/icons.js";
import { plural, rich, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { explain } from "../ui/failure.js";
import { ownZone, timeTag } from "../ui/show.js";
import { exports } from "./export-job.js";

/** @param {number} rows */
const counted = (rows) => plural("{n} booking", "{n} bookings", rows);

export function ExportPanel() {
  const { api } = useDesk();
  const [, redraw] = useState({});
  useEffect(() => exports.watch(() => redraw({})), []);
  useEffect(() => exports.resume(api), [api]);
  const job = exports.current();
  return html`<div class="export-live" role="status">
      ${job?.status === "done" && plural("Export ready: {n} booking", "Export ready: {n} bookings", job.rows)}
      ${job?.status === "failed" && t("The export failed")}
      ${job?.status === "starting" && t("Export started")}
    </div>
    ${job && html`<${Panel} job=${job} api=${api} />`}`;
}

/** @param {{job: import("./export-job.js").ExportState, api: import("../desk-api.js").DeskApi}} props */
function Panel({ job, api }) {
  const running = job.status === "starting" || job.status === "running";
  const download = async (/** @type {Event} */ event) => {
    if (!exports.isStale(job)) return;
    event.preventDefault();
    const url = await exports.freshUrl(api);
    if (url) location.assign(url);
  };
  return html`<section class="export-panel" aria-label=${t("Export")}>
    <div class="export-head">
      <h2>${title(job.status)}</h2>
      <button
        type="button"
        class="bare"
        aria-label=${running ? t("Stop following the export") : t("Close the export")}
        onClick=${exports.dismiss}
      >
        <${Icon} name="close" />
      </button>
    </div>
    ${
      running &&
      html`<progress aria-label=${t("Export")}></progress>
        <p>
          ${job.rows ? plural("{n} row so far", "{n} rows so far", job.rows) : t("Looking for the bookings")}
        </p>`
    }
    ${job.status === "failed" && html`<p dir="auto">${failure(job)}</p>`}
    ${
      job.status === "done" &&
      html`<p>${counted(job.rows)}</p>
        <a class="button" href=${job.url} download onClick=${download}>
          <${Icon} name="download" /><span>${t("Download CSV")}</span>
        </a>`
    }
    <p class="small muted made-by">
      ${
        job.chips.length
          ? rich("Filters: <all></all>", {}, { all: () => html`${job.chips.map(chipText)}` })
          : t("No filters: all bookings")
      }
    </p>
    ${
      job.status === "done" &&
      job.expires_at &&
      html`<p class="small muted">
        ${rich(
          "Kept until <time>{until:moment}</time>.",
          { until: { at: job.expires_at, zone: ownZone() } },
          { time: timeTag(job.expires_at) },
        )}
      </p>`
    }
    ${
      job.status === "failed" &&
      html`<${Button}
        kind="quiet small"
        onClick=${() => exports.start(api, job.filters, job.chips)}
      >
        ${t("Try again")}
      <//>`
    }
  </section>`;
}

/** @param {string} status */
function title(status) {
  if (status === "done") return t("Export ready");
  return status === "failed" ? t("Export failed") : t("Exporting bookings");
}

/** @param {import("./export-job.js").ExportState} job */
const failure = (job) =>
  job.error ? explain(job.error) : t("The file could not be made. Nothing was exported.");

/** @param {import("./export-job.js").Chip} chip @param {number} index */
const chipText = ({ label, value }, index) =>
  html`<span key=${label}>${index > 0 && ", "}${label} <bdi>${value}</bdi></span>`;
