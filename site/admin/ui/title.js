/** The document's title, which the browser's tabs, history and screen readers name the page by. */
import { useEffect } from "../../shared/ui.js";
import { t } from "../../shared/words.js";

/** @param {string} title */
export function useTitle(title) {
  useEffect(() => {
    document.title = t("{title} · Bookings desk", { title });
  }, [title]);
}
