/**
 * The choice of the page's language: each language by its own name, said in its own language.
 */
import { html } from "./ui.js";
import { chooseLanguage, languageNames, t, useLanguage } from "./words.js";

export function LanguageSwitch() {
  const spoken = useLanguage();
  return html`<nav class="languages" aria-label=${t("Language")}>
    <ul>
      ${languageNames().map(
        ({ code, name }) =>
          html`<li key=${code}>
            <button
              type="button"
              lang=${code}
              aria-current=${code === spoken ? "true" : undefined}
              onClick=${() => chooseLanguage(code)}
            >
              ${name}
            </button>
          </li>`,
      )}
    </ul>
  </nav>`;
}
