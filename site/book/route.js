/**
 * Where in the booking the guest is: a path in the address's fragment, so that the browser's back
 * button goes from step to step and a reload stays.
 */
import { useEffect, useState } from "../shared/ui.js";

/** @typedef {"" | "places" | "choose" | "stay" | "appointment" | "session" | "package" | "more" | "details" | "done"} Step */

/** @typedef {{step: Step, id: string}} Route `id` is the product's or package's */

const steps = [
  "places",
  "choose",
  "stay",
  "appointment",
  "session",
  "package",
  "more",
  "details",
  "done",
];

/** @returns {Route} */
function read() {
  const [, step = "", id = ""] = location.hash.split("/");
  return {
    step: /** @type {Step} */ (steps.includes(step) ? step : ""),
    id: decodeURIComponent(id),
  };
}

/** @param {Step} step @param {string} [id] */
export const address = (step, id) => `#/${step}${id ? `/${encodeURIComponent(id)}` : ""}`;

/** @param {Step} step @param {string} [id] */
export function go(step, id) {
  location.hash = address(step, id);
}

/** Goes there without a way back to here. @param {Step} step @param {string} [id] */
export function goInstead(step, id) {
  history.replaceState(history.state, "", address(step, id));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function useRoute() {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const changed = () => setRoute(read());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}
