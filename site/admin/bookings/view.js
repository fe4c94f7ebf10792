/**
 * All bookings: filters, grid, export. The address holds the filters, so it can be shared.
 */
import { html, useEffect, useMemo, useState } from "../../shared/ui.js";
import { Button } from "../../shared/components.js";
import { plural, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { navigate } from "../navigation.js";
import { bookingsHref, newBookingHref } from "../routes.js";
import { Failure } from "../ui/failure.js";
import { useTitle } from "../ui/title.js";
import { Chips } from "./chips.js";
import { exports } from "./export-job.js";
import { FilterPanel } from "./filter-panel.js";
import { chipsOf, filtersFrom } from "./filters.js";
import { useRows } from "./rows.js";
import { BookingsTable } from "./table.js";

/** @param {{query: URLSearchParams}} props */
export function BookingsView({ query }) {
  useTitle(t("Bookings"));
  const { api } = useDesk();
  const address = query.toString();
  const filters = useMemo(() => filtersFrom(new URLSearchParams(address)), [address]);
  const properties = useProperties(api);
  const { rows, next, loading, error, reload, more, retry } = useRows(api, filters);
  const apply = (/** @type {import("./filters.js").Filters} */ wanted) => {
    if (bookingsHref(wanted) === bookingsHref(filters)) reload();
    else navigate(bookingsHref(wanted));
  };
  const chips = chipsOf(filters, properties);
  const empty = rows?.length === 0;
  return html`<div class="head">
      <h1>${t("Bookings")}</h1>
      <div class="actions">
        <${Button} kind="quiet" icon="download" onClick=${() => exports.start(api, filters, chips)}>
          ${t("Export CSV")}
        <//>
        <a class="button" href=${newBookingHref}>${t("New booking")}</a>
      </div>
    </div>
    <${FilterPanel}
      filters=${filters}
      properties=${properties}
      count=${chips.length}
      onApply=${apply}
    />
    <${Chips} filters=${filters} properties=${properties} onChange=${apply} />
    <p class="hidden-visually" role="status">${countText(rows, next, loading)}</p>
    ${
      empty
        ? html`<${Empty} filtered=${chips.length > 0} onClear=${() => apply({})} />`
        : !(error && !rows) && html`<${BookingsTable} rows=${rows} busy=${loading} />`
    }
    ${error && html`<${Failure} error=${error} title=${t("The bookings could not be loaded")} onRetry=${retry} />`}
    ${
      rows &&
      !empty &&
      html`<div class="foot">
        <p class="muted" aria-hidden="true">${countText(rows, next, false)}</p>
        ${next && !error && html`<${Button} kind="quiet" busy=${loading} onClick=${more}>${t("Load more")}<//>`}
      </div>`
    }`;
}

/** @param {import("../../generated/api.js").Row[] | null} rows @param {string | null} next @param {boolean} loading */
function countText(rows, next, loading) {
  if (!rows || loading) return loading ? t("Loading bookings") : "";
  return next
    ? plural(
        "{n} booking so far, there are more",
        "{n} bookings so far, there are more",
        rows.length,
      )
    : plural("{n} booking in all", "{n} bookings in all", rows.length);
}

/** @param {{filtered: boolean, onClear: () => void}} props */
function Empty({ filtered, onClear }) {
  return html`<div class="empty panel">
    <h2>${filtered ? t("No booking matches these filters") : t("No bookings yet")}</h2>
    ${
      filtered
        ? html`<p>${t("Take a filter off, or all of them.")}</p>
            <${Button} kind="quiet" onClick=${onClear}>${t("Clear all filters")}<//>`
        : html`<p>${t("The first one will be here as soon as it is made.")}</p>
            <a class="button" href=${newBookingHref}>${t("New booking")}</a>`
    }
  </div>`;
}

/**
 * The properties to choose from; without them the filter still works by the address.
 * @param {import("../desk-api.js").DeskApi} api
 */
function useProperties(api) {
  const [properties, setProperties] = useState(
    /** @type {import("./filters.js").NamedProperty[]} */ ([]),
  );
  useEffect(() => {
    let here = true;
    api.properties.list().then(
      (items) => here && setProperties(items),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [api]);
  return properties;
}
