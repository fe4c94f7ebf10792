/**
 * Something could not be shown: what happened, what to quote to support, and another try.
 */
import { html } from "../../shared/ui.js";
import { Problem, said, Unreachable } from "../../shared/api.js";
import { Button, Notice } from "../../shared/components.js";
import { rich, t } from "../../shared/words.js";

/**
 * An error in words for staff.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof Unreachable) {
    return t("The server could not be reached. Check the connection and try again.");
  }
  if (error instanceof Problem) {
    return error.said || error.title || `HTTP ${error.status}`;
  }
  return error instanceof Error ? error.message : String(error);
}

/**
 * Why something can't be done now.
 * @param {{code?: string | null, reason?: string | null, since?: string | null}} action
 * @param {string} zone the property's
 */
export function whyNot({ code, reason, since }, zone) {
  const why = said({ code, text: reason }) || t("Not possible now.");
  return since ? `${why} ${t("Since {at:moment}.", { at: { at: since, zone } })}` : why;
}

/** @param {{error: unknown, title?: string, onRetry?: () => void, busy?: boolean}} props */
export function Failure({ error, title = t("This could not be loaded"), onRetry, busy = false }) {
  const reference = error instanceof Problem && error.status >= 500 ? error.reference : null;
  return html`<${Notice} tone="bad" live>
    <p><strong>${title}</strong></p>
    <p dir="auto">${explain(error)}</p>
    ${
      reference &&
      html`<p class="small">
        ${rich(
          "Reference for support: <code>{reference}</code>",
          { reference },
          { code: (words) => html`<code>${words}</code>` },
        )}
      </p>`
    }
    ${
      onRetry &&
      html`<p class="retry">
        <${Button} kind="quiet small" busy=${busy} onClick=${onRetry}>${t("Try again")}<//>
      </p>`
    }
  <//>`;
}
