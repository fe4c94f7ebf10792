/** An address that names no view of the desk. */
import { html } from "../../shared/ui.js";
import { bookingsHref } from "../routes.js";
import { useTitle } from "./title.js";

export function NotHere() {
  useTitle("Not found");
  return html`<h1>Nothing here</h1>
    <p>This address leads nowhere. <a href=${bookingsHref()}>See all bookings</a></p>`;
}
