/**
 * Something could not be shown: what happened, what to quote to support, and another try.
 */
import { html } from "../../shared/ui.js";
import { Problem, Unreachable } from "../../shared/api.js";
import { Button, Notice } from "../../shared/components.js";

/**
 * An error in words for staff.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof Unreachable) {
    return "The server could not be reached. Check the connection and try again.";
  }
  if (error instanceof Problem) return error.detail || error.title || `HTTP ${error.status}`;
  return error instanceof Error ? error.message : String(error);
}

/** @param {{error: unknown, title?: string, onRetry?: () => void, busy?: boolean}} props */
export function Failure({ error, title = "This could not be loaded", onRetry, busy = false }) {
  const reference = error instanceof Problem && error.status >= 500 ? error.reference : null;
  return html`<${Notice} tone="bad" live>
    <p><strong>${title}</strong></p>
    <p dir="auto">${explain(error)}</p>
    ${reference && html`<p class="small">Reference for support: <code>${reference}</code></p>`}
    ${
      onRetry &&
      html`<p class="retry">
        <${Button} kind="quiet small" busy=${busy} onClick=${onRetry}>Try again<//>
      </p>`
    }
  <//>`;
}
