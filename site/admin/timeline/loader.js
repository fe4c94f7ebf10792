/** Gets the timeline's library when the timeline is opened: nobody else waits for it. */

/** @type {Promise<typeof import("../../vendor/event-calendar.js")> | null} */
let loading = null;

/** @returns {Promise<typeof import("../../vendor/event-calendar.js")>} */
export function loadCalendar() {
  loading ??= Promise.all([import("../../vendor/event-calendar.js"), styles()]).then(
    ([library]) => library,
  );
  loading.catch(() => (loading = null));
  return loading;
}

const styles = () =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "/vendor/event-calendar.css";
    link.onload = resolve;
    link.onerror = () => reject(new Error("The timeline's styles could not be loaded."));
    // It is a cascade layer: above Pico's, which comes first, and below the desk's own rules.
    document.head.append(link);
  });
