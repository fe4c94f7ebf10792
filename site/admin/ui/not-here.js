/** An address that names no view of the desk. */
import { html } from "../../shared/ui.js";
import { rich, t } from "../../shared/words.js";
import { bookingsHref } from "../routes.js";
import { useTitle } from "./title.js";

export function NotHere() {
  useTitle(t("Not found"));
  return html`<h1>${t("Nothing here")}</h1>
    <p>
      ${rich(
        "This address leads nowhere. <a>See all bookings</a>",
        {},
        { a: (words) => html`<a href=${bookingsHref()}>${words}</a>` },
      )}
    </p>`;
}
