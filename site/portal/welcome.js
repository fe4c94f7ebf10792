/**
 * What stands at the root of the site: how guests get to their booking.
 */
import { html, render } from "../shared/ui.js";
import { Standalone } from "../shared/page.js";
import { t, useWords } from "../shared/words.js";

function Welcome() {
  return (
    useWords("portal") &&
    html`<${Standalone} title=${t("Your booking starts in your email")}>
      <p class="lead">
        ${t("The email about your booking has a link that is yours alone. It opens your booking, with no account and no password.")}
      </p>
      <p>${t("There you can")}</p>
      <ul>
        <li>${t("confirm your booking and read its terms,")}</li>
        <li>${t("see who stays where, what is planned and how to get there,")}</li>
        <li>${t("pay the deposit or the balance, and download the invoice,")}</li>
        <li>${t("check in before you arrive, or cancel.")}</li>
      </ul>
      <p class="muted">
        ${t("Can't find the email? Look in the spam folder, or ask the place you booked with to send it again.")}
      </p>
    <//>`
  );
}

render(html`<${Welcome} />`, /** @type {HTMLElement} */ (document.getElementById("page")));
