/**
 * Text to take away: shown in full, selected by a click, copied by a button that says it worked.
 */
import { html, useEffect, useId, useRef, useState } from "../../shared/ui.js";
import { Button, toast } from "../../shared/components.js";
import { t } from "../../shared/words.js";

/**
 * Puts text on the clipboard. False if the browser does not let us.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {{label: string, value: string, copied?: string}} props `copied` is what the toast says */
export function CopyField({ label, value, copied = t("Copied") }) {
  const id = useId();
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(false), 3000);
    return () => clearTimeout(timer);
  }, [done]);
  useEffect(() => setDone(false), [value]);
  const copy = async () => {
    input.current?.select();
    if (await copyText(value)) {
      setDone(true);
      toast(copied);
    } else {
      toast(t("The browser does not allow copying here. The text is selected: copy it by hand."));
    }
  };
  return html`<div class="copy">
    <label for=${id}>${label}</label>
    <div class="with-button">
      <input
        id=${id}
        ref=${input}
        readonly
        value=${value}
        dir="ltr"
        onClick=${() => input.current?.select()}
      />
      <${Button} kind="quiet" icon=${done ? "check" : undefined} onClick=${copy}>${t("Copy")}<//>
    </div>
  </div>`;
}
