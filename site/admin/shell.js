/**
 * The frame around every view: the bar on top, the export's panel, the skip link.
 */
import { html, useEffect, useRef } from "../shared/ui.js";
import { Button } from "../shared/components.js";
import { languageNames, chooseLanguage, t, useLanguage } from "../shared/words.js";
import { useDesk } from "./desk-context.js";
import { leave, useRoute } from "./navigation.js";
import { bookingsHref, catalogHref, newBookingHref, planHref, settingsHref } from "./routes.js";
import { ExportPanel } from "./bookings/export-panel.js";

/** @param {{children?: import("../shared/ui.js").Children}} props */
export function Shell({ children }) {
  const { session } = useDesk();
  const route = useRoute();
  const area = route.name === "booking" ? "bookings" : route.name;
  const main = useRef(/** @type {HTMLElement | null} */ (null));
  useFocusOnArrival(main, placeOf(route));
  const link = (
    /** @type {string} */ name,
    /** @type {string} */ href,
    /** @type {string} */ text,
  ) =>
    html`<li><a href=${href} aria-current=${area === name ? "page" : undefined}>${text}</a></li>`;
  const skip = (/** @type {Event} */ event) => {
    event.preventDefault();
    main.current?.focus();
  };
  return html`<a class="skip-link" href="#main" onClick=${skip}>${t("Skip to the content")}</a>
    <header class="bar">
      <nav aria-label=${t("Desk")}>
        <ul>
          ${link("bookings", bookingsHref(), t("Bookings"))}
          ${link("new", newBookingHref, t("New booking"))}
          ${link("timeline", planHref("timeline"), t("Timeline"))}
          ${link("calendar", planHref("calendar"), t("Calendar"))}
          ${link("catalog", catalogHref(), t("Catalogue"))}
          ${link("settings", settingsHref("brand"), t("Settings"))}
        </ul>
      </nav>
      <div class="who">
        <span class="email muted small">${session.email()}</span>
        <${Button} kind="quiet small" onClick=${() => leave(session.signOut)}>${t("Sign out")}<//>
      </div>
    </header>
    <main ref=${main} tabindex="-1" id="main">${children}</main>
    <${LanguageChoice} />
    <${ExportPanel} />`;
}

/** The view is drawn anew in the language chosen, after asking where something is unsaved. */
function LanguageChoice() {
  const spoken = useLanguage();
  const choose = (/** @type {import("../shared/ui.js").FieldEvent} */ { currentTarget }) => {
    const { value } = currentTarget;
    currentTarget.value = spoken;
    leave(() => chooseLanguage(value));
  };
  return html`<footer class="desk-foot">
    <label class="beside-label">
      <span>${t("Language")}</span>
      <select value=${spoken} onChange=${choose}>
        ${languageNames().map(
          ({ code, name }) => html`<option key=${code} value=${code} lang=${code}>${name}</option>`,
        )}
      </select>
    </label>
  </footer>`;
}

/**
 * Which page a route is: filters are not another page, another booking or section is.
 * @param {import("./routes.js").Route} route
 */
function placeOf(route) {
  if (route.name === "booking") return `booking ${route.code}`;
  if (route.name === "catalog") return `catalog ${route.section} ${route.item}`;
  return route.name === "settings" ? `settings ${route.section} ${route.item}` : route.name;
}

/**
 * A new page starts at its top with the focus on its content, as a page load would. The page it
 * began with is left alone.
 * @param {{current: HTMLElement | null}} main
 * @param {string} place
 */
function useFocusOnArrival(main, place) {
  const last = useRef(place);
  useEffect(() => {
    if (last.current === place) return;
    last.current = place;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [main, place]);
}
