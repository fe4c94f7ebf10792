/**
 * Parts that the guests' pages share.
 */
import { zoneName, zonePlace } from "./format.js";
import { html, useEffect } from "./ui.js";
import { Button, Notice } from "./components.js";
import { Icon } from "./icons.js";
import { LanguageSwitch } from "./language-switch.js";
import { Problem, Unreachable } from "./api.js";
import { t } from "./words.js";

/**
 * What to tell a guest about a failed action. A refusal brings its own words; for the rest the page
 * knows better what it means.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof Unreachable)
    return t(
      "We could not reach the server, so we don't know whether this was done. Your entries are kept. Please try again.",
    );
  if (!(error instanceof Problem) || error.status >= 500)
    return t("Something went wrong on our side. Please try again in a moment.");
  if (error.slug === "conflict")
    return t(
      "Something has changed in the meantime. The page shows the current state; please try again.",
    );
  return error.said || t("Something went wrong on our side. Please try again in a moment.");
}

/**
 * The message about a failed action, with the reference that support needs if there is one.
 * @param {{error: unknown, text?: string}} props
 */
export function Failure({ error, text }) {
  const reference = error instanceof Problem && error.status >= 500 ? error.reference : null;
  return html`<${Notice} tone="bad" live>
    <p>${text ?? explain(error)}</p>
    ${reference && html`<p class="small">${t("Reference: {id}", { id: reference })}</p>`}
  <//>`;
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

/** @param {{title: string, icon?: import("../shared/icons.js").IconName, children?: import("./ui.js").Children}} props */
export function Standalone({ title, icon = "mail", children }) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return html`<main class="standalone" id="main">
    <${Icon} name=${icon} />
    <h1>${title}</h1>
    ${children}
    <${LanguageSwitch} />
  </main>`;
}

/**
 * Nothing to show yet, and something went wrong.
 * @param {{error: unknown, retry: () => void}} props
 */
export function Trouble({ error, retry }) {
  const network = error instanceof Unreachable;
  const title = network ? t("No connection") : t("Something went wrong");
  const said = network
    ? t("We could not reach the server. Check your connection; we try again as soon as it is back.")
    : t("Something went wrong on our side. Please try again in a moment.");
  const reference = error instanceof Problem ? error.reference : null;
  return html`<${Standalone} title=${title} icon=${network ? "offline" : "alert"}>
    <div role="alert">
      <p class="lead">${said}</p>
      ${reference && html`<p class="muted small">${t("Reference: {id}", { id: reference })}</p>`}
    </div>
    <p class="actions"><${Button} onClick=${retry}>${t("Try again")}<//></p>
  <//>`;
}

/**
 * On which clock times are shown, with the zone's name by the season of a moment.
 * @param {string} zone
 * @param {string} [instant]
 */
export const timesAreLocal = (zone, instant) =>
  t("All times are local to the property: {place}, {zone}.", {
    place: zonePlace(zone),
    zone: zoneName(zone, instant),
  });
