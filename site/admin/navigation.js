/**
 * Moving between views, with a guard that can hold a move back while something is unsaved.
 */
import { useEffect, useState } from "../shared/ui.js";
import { parseRoute } from "./routes.js";

/** @typedef {(go: () => void) => void} Guard gets the move, and calls it if it may happen */

/** @type {Guard | null} */
let guard = null;
let current = location.hash;
/** @type {Set<() => void>} */
const watchers = new Set();

function arrive() {
  current = location.hash;
  for (const watch of watchers) watch();
}

/**
 * Goes to a view, unguarded: for moves that follow from what was just saved.
 * @param {string} href "#/bookings"
 * @param {{replace?: boolean}} [options] `replace` leaves no step in the history
 */
export function navigate(href, { replace = false } = {}) {
  if (href === location.hash) return;
  history[replace ? "replaceState" : "pushState"](null, "", href);
  arrive();
}

/**
 * Does something that leaves the view, after asking where something is unsaved.
 * @param {() => void} go
 */
export function leave(go) {
  const unguarded = () => {
    guard = null;
    go();
  };
  if (guard) guard(unguarded);
  else go();
}

addEventListener("hashchange", () => {
  if (location.hash === current) return;
  const wanted = location.hash || "#/";
  if (!guard) return arrive();
  // Back or forward was pressed: stay on the page, ask, and go on from there.
  history.pushState(null, "", current || "#/");
  leave(() => navigate(wanted));
});

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
  const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || modified || event.button !== 0) return;
  event.preventDefault();
  const href = link.getAttribute("href") ?? "#/";
  if (href !== current) leave(() => navigate(href));
});

/** The view that the address names, kept up to date. */
export function useRoute() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const update = () => setHash(location.hash);
    watchers.add(update);
    update();
    return () => void watchers.delete(update);
  }, []);
  return parseRoute(hash);
}

/**
 * Holds moves back while `active`: `ask` gets the move to do if the reader agrees. Closing or
 * reloading the tab is asked about by the browser itself.
 * @param {boolean} active
 * @param {Guard} ask
 */
export function useGuard(active, ask) {
  useEffect(() => {
    if (!active) return undefined;
    const unload = (/** @type {BeforeUnloadEvent} */ event) => {
      if (guard) event.preventDefault();
    };
    guard = ask;
    addEventListener("beforeunload", unload);
    return () => {
      guard = null;
      removeEventListener("beforeunload", unload);
    };
  }, [active, ask]);
}
