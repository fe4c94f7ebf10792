/**
 * Parts that several sections of the guest's page use.
 */
import { said } from "../shared/api.js";
import { html } from "../shared/ui.js";
import { telephone } from "../shared/page.js";
import { t } from "../shared/words.js";

/**
 * Why an action is not available, since when, and whom to ask.
 * @param {{action: import("../generated/api.js").ActionView, property: import("../generated/api.js").PlaceView,
 *   contact?: boolean}} props
 */
export function Unavailable({ action, property, contact = false }) {
  if (action.available) return null;
  return html`<p class="unavailable">
    <span dir="auto">${said({ code: action.code, text: action.reason })}</span>
    ${action.since && html` <span>${t("Since {when:moment}.", { when: { at: action.since, zone: property.time_zone } })}</span>`}
    ${contact && html` <${Contact} property=${property} />`}
  </p>`;
}

/** @param {{property: import("../generated/api.js").PlaceView}} props */
function Contact({ property }) {
  if (property.email) return html`<a href=${`mailto:${property.email}`}>${property.email}</a>`;
  if (property.phone) return html`<a href=${telephone(property.phone)}>${property.phone}</a>`;
  return null;
}

/**
 * A link that jumps to a section and puts the focus on its heading.
 * @param {{to: string, class?: string, children?: import("../shared/ui.js").Children}} props `to` is the heading's id
 */
export function JumpLink({ to, class: className, children }) {
  const jump = (/** @type {Event} */ event) => {
    event.preventDefault();
    const heading = document.getElementById(to);
    heading?.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    heading?.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  };
  return html`<a
    href=${`#${to}`}
    role=${className ? "button" : undefined}
    class=${className}
    onClick=${jump}
    >${children}</a
  >`;
}
