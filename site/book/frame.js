/**
 * The booking page inside another site's page: it tells that page how tall it is, and to come into
 * view when a new step begins. It listens to nothing.
 */
import { useEffect } from "../shared/ui.js";

const parameters = new URLSearchParams(location.search);

/** The origin of the page around this one, as its script gives it; a bare frame gives none. */
const host = parameters.get("host") ?? "";

export const embedded = window.parent !== window;

/** @param {object} message */
function tell(message) {
  if (embedded && /^https?:/.test(host)) window.parent.postMessage({ lobby: message }, host);
}

/** Keeps the frame as tall as the page. */
export function useHost() {
  useEffect(() => {
    if (!embedded) return;
    document.documentElement.classList.add("is-embedded");
    const page = /** @type {HTMLElement} */ (document.getElementById("page"));
    const watch = new ResizeObserver(() =>
      tell({ height: Math.ceil(page.getBoundingClientRect().height) }),
    );
    watch.observe(page);
    return () => watch.disconnect();
  }, []);
}

/** The top of a new step comes into view. */
export function comeIntoView() {
  tell({ top: true });
  scrollTo({ top: 0 });
}

/** Leaves for another page: the whole window does, not only the frame. @param {string} url */
export function leave(url) {
  if (embedded && window.top) window.top.location.href = url;
  else location.assign(url);
}
