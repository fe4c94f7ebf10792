/**
 * What is seen before signing in: one button, and what went wrong if something did.
 */
import { html, useEffect, useState } from "../../shared/ui.js";
import { Button, Notice } from "../../shared/components.js";
import { t } from "../../shared/words.js";

/** @param {{session: import("./session.js").Session, problem: string | null}} props */
export function SignedOut({ session, problem }) {
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    document.title = t("Sign in · Bookings desk");
    // Coming back with the browser's Back button may show this very page again.
    const restored = () => setLeaving(false);
    addEventListener("pageshow", restored);
    return () => removeEventListener("pageshow", restored);
  }, []);
  const begin = () => {
    setLeaving(true);
    session.begin();
  };
  return html`<main class="alone sign-in">
    <div class="panel">
      <p class="wordmark">${t("Bookings desk")}</p>
      <h1>${t("For staff")}</h1>
      <p class="muted">
        ${t("You will be asked for your password on the sign-in page, and come back here.")}
      </p>
      ${problem && html`<${Notice} tone="bad" live>${problem}<//>`}
      <${Button} busy=${leaving} onClick=${begin}>${t("Sign in")}<//>
    </div>
  </main>`;
}
