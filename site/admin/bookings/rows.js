/**
 * The grid's rows so far, page by page, and what is kept of them while a booking is looked at.
 */
import { useCallback, useEffect, useRef, useState } from "../../shared/ui.js";
import { bookingHref, parseRoute } from "../routes.js";
import { sameFilters } from "./filters.js";

/** @import {Row} from "../../generated/api.js" */

/** @typedef {import("./filters.js").Filters} Filters */
/**
 * @typedef {{filters: Filters, rows: Row[], next: string | null, opened: string, at: number}} Kept
 *   `opened` is the booking that was looked at since, `at` when the grid was left (ms)
 */
/**
 * @typedef {object} RowsState
 * @property {Row[] | null} rows null until the first page is there
 * @property {string | null} next cursor of the next page
 * @property {boolean} loading
 * @property {unknown} error
 */

/** Rows that were left longer ago (ms) are loaded anew. */
const LONGEST_KEPT = 10 * 60_000;

/** The grid as it was left for one of its bookings, for the way back. @type {Kept | null} */
let kept = null;

/** Called when a booking was made or changed: the rows that are kept may be wrong now. */
export function forgetRows() {
  kept = null;
}

/**
 * @param {import("../desk-api.js").DeskApi} api
 * @param {Filters} filters
 */
export function useRows(api, filters) {
  const [state, setState] = useState(() => restored(filters));
  const shown = useRef(state);
  shown.current = state;
  const running = useRef(/** @type {AbortController | null} */ (null));

  const load = useCallback(
    async (/** @type {Row[]} */ before, /** @type {string | null} */ cursor) => {
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      setState({ rows: cursor ? before : null, next: cursor, loading: true, error: null });
      try {
        const query = cursor ? { ...filters, cursor } : filters;
        const page = await api.bookings(query, control.signal);
        if (control.signal.aborted) return;
        const rows = [...before, ...page.bookings];
        setState({ rows, next: page.next, loading: false, error: null });
      } catch (error) {
        if (control.signal.aborted) return;
        setState((now) => ({ ...now, loading: false, error }));
      }
    },
    [api, filters],
  );
  useEffect(() => {
    const back = restored(filters);
    if (back.rows) {
      setState(back);
      if (kept?.opened) returnTo(kept.opened);
    } else {
      load([], null);
    }
    return () => {
      running.current?.abort();
      const { rows, next } = shown.current;
      const route = parseRoute(location.hash);
      const opened = route.name === "booking" ? route.code : null;
      kept = rows && opened ? { filters, rows, next, opened, at: Date.now() } : null;
    };
  }, [load, filters]);

  return {
    ...state,
    reload: () => load([], null),
    more: () => load(state.rows ?? [], state.next),
    retry: () => load(state.rows ?? [], state.rows ? state.next : null),
  };
}

/**
 * Puts the focus back on the row that was opened, and the row into view; in the next frame, because
 * a new view begins at its top.
 * @param {string} code
 */
function returnTo(code) {
  requestAnimationFrame(() => {
    /** @type {HTMLElement | null} */
    const link = document.querySelector(`table.bookings a[href="${bookingHref(code)}"]`);
    link?.scrollIntoView({ block: "center" });
    link?.focus({ preventScroll: true });
  });
}

/** @param {Filters} filters @returns {RowsState} */
function restored(filters) {
  if (kept && sameFilters(kept.filters, filters) && Date.now() - kept.at < LONGEST_KEPT) {
    return { rows: kept.rows, next: kept.next, loading: false, error: null };
  }
  return { rows: null, next: null, loading: true, error: null };
}
