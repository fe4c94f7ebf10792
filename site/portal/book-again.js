/**
 * From this booking to the next one.
 */
import { html } from "../shared/ui.js";
import { t } from "../shared/words.js";
import { Unavailable } from "./parts.js";

/**
 * The booking page, with this booking's choices filled in.
 * @param {string} code
 * @param {string | null} secret
 */
export const againLink = (code, secret) => `/book/?again=1#${code}.${secret}`;

/** @param {{page: import("../generated/api.js").Page, secret: string | null}} props */
export function BookAgain({ page: { booking, actions, property }, secret }) {
  return html`<section class="card again" aria-labelledby="again">
    <h2 id="again">${t("Book again")}</h2>
    ${
      actions.book_again.available
        ? html`<p>${t("The same once more: only the time is to be chosen.")}</p>`
        : html`<${Unavailable} action=${actions.book_again} property=${property} />`
    }
    <p class="actions">
      ${actions.book_again.available && html`<a role="button" class="quiet" href=${againLink(booking.code, secret)}>${t("Book again")}</a>`}
      <a href=${`/book/?property=${encodeURIComponent(property.id)}`}
        >${t("Book something else")}</a
      >
    </p>
  </section>`;
}
