/** Gets the timeline's library when the timeline is opened: nobody else waits for it. */

/** @type {Promise<typeof import("../../vendor/event-calendar.js")> | null} */
let loading = null;

/** @returns {Promise<typeof import("../../vendor/event-calendar.js")>} */
export function loadCalendar() {
  loading ??= import("../../vendor/event-calendar.js");
  loading.catch(() => (loading = null));
  return loading;
}
