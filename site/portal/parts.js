/**
 * Parts that several sections of the guest's page use.
 */
import { html } from "../shared/ui.js";
import { Notice } from "../shared/components.js";
import { Problem, Unreachable } from "../shared/api.js";
import { moment } from "../shared/format.js";
import { texts } from "./texts.js";

/**
 * What to tell a guest about a failed action. A refusal brings its own words; for the rest the page
 * knows better what it means.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof Unreachable) return texts.problems.unreachableAction;
  if (!(error instanceof Problem) || error.status >= 500) return texts.problems.server;
  if (error.slug === "conflict") return texts.problems.changed;
  return error.reason || error.detail || texts.problems.server;
}

/**
 * The message about a failed action, with the reference that support needs if there is one.
 * @param {{error: unknown, text?: string}} props
 */
export function Failure({ error, text }) {
  const reference = error instanceof Problem && error.status >= 500 ? error.reference : null;
  return html`<${Notice} tone="bad" live>
    <p>${text ?? explain(error)}</p>
    ${reference && html`<p class="small">${texts.problems.reference(reference)}</p>`}
  <//>`;
}

/**
 * Why an action is not available, since when, and whom to ask.
 * @param {{action: import("../shared/types.js").Action, property: import("../shared/types.js").Property,
 *   contact?: boolean}} props
 */
export function Unavailable({ action, property, contact = false }) {
  if (action.available) return null;
  return html`<p class="unavailable">
    <span dir="auto">${action.reason}</span>
    ${action.since && html` <span>${texts.unavailable.since(moment(action.since, property.time_zone))}</span>`}
    ${contact && html` <${Contact} property=${property} />`}
  </p>`;
}

/** @param {{property: import("../shared/types.js").Property}} props */
function Contact({ property }) {
  if (property.email) return html`<a href=${`mailto:${property.email}`}>${property.email}</a>`;
  if (property.phone) return html`<a href=${telephone(property.phone)}>${property.phone}</a>`;
  return null;
}

/** @param {string} number */
export const telephone = (number) => `tel:${number.replace(/[^+\d]/g, "")}`;

/**
 * An address that staff typed, if a browser may follow it.
 * @param {string | null | undefined} address
 */
export function safeUrl(address) {
  if (!address) return null;
  try {
    const url = new URL(address, location.origin);
    return ["https:", "http:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * Plain text with blank lines between its paragraphs.
 * @param {{text: string}} props
 */
export function Paragraphs({ text }) {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part, index) => html`<p class="prose" dir="auto" key=${index}>${part.trim()}</p>`);
}

/**
 * Moves the focus, and with it the reader, to where something has changed.
 * @param {string} id
 */
export function focusOn(id) {
  requestAnimationFrame(() => {
    const element = document.getElementById(id);
    element?.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element?.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "nearest" });
  });
}

/**
 * A link that jumps to a section and puts the focus on its heading.
 * @param {{to: string, class?: string, children?: any}} props `to` is the heading's id
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
