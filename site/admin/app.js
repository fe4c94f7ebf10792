/**
 * Starts the desk: settings of this deployment, session, then the view that the address names.
 */
import { html, render, useEffect, useState } from "../shared/ui.js";
import { loadConfig } from "../shared/api.js";
import { Skeleton, Toasts } from "../shared/components.js";
import { stylesFor } from "../shared/styles.js";
import { loadWords, t, useLanguage } from "../shared/words.js";
import { createDeskApi } from "./desk-api.js";
import { DeskProvider, useDesk } from "./desk-context.js";
import { useRoute } from "./navigation.js";
import { createSession, SignInError } from "./session/session.js";
import { SignedOut } from "./session/signed-out.js";
import { Failure } from "./ui/failure.js";
import { loadLanguages } from "./ui/languages.js";
import { Shell } from "./shell.js";
import { BookingsView } from "./bookings/view.js";
import { NotHere } from "./ui/not-here.js";

/** @param {{desk: import("./desk-context.js").Desk, problem: string | null}} props */
function DeskApp({ desk, problem }) {
  const { session } = desk;
  const spoken = useLanguage();
  const [signedIn, setSignedIn] = useState(session.signedIn());
  const [ended, setEnded] = useState(false);
  useEffect(() => {
    const stop = session.whenEnded(() => {
      setSignedIn(false);
      setEnded(true);
    });
    return () => void stop();
  }, [session]);
  if (!signedIn) {
    const said = problem ?? (ended ? t("Your session has ended. Please sign in again.") : null);
    return html`<${SignedOut} session=${session} problem=${said} />`;
  }
  return html`<${DeskProvider} value=${desk}>
    <${Shell}><${View} key=${spoken} /><//>
    <${Toasts} />
  <//>`;
}

/**
 * The views that are loaded when they are first opened; the bookings are there at once.
 * @type {Record<string, () => Promise<import("../vendor/preact.js").ComponentType<never>>>}
 */
const later = {
  booking: () => import("./booking/view.js").then((module) => module.BookingView),
  new: () => import("./new/view.js").then((module) => module.NewBookingView),
  settings: () => import("./settings/view.js").then((module) => module.SettingsView),
  catalog: () => import("./catalog/view.js").then((module) => module.CatalogView),
  timeline: () => import("./timeline/view.js").then((module) => module.TimelineView),
  calendar: () => import("./calendar/view.js").then((module) => module.CalendarView),
};

/** Views in which staff write what guests read. */
const written = new Set(["settings", "catalog"]);

/** @typedef {{name: string, [part: string]: unknown}} Given what the address names */

function View() {
  const { name, ...given } = /** @type {Given} */ (useRoute());
  if (name === "bookings") return html`<${BookingsView} query=${given.query} />`;
  if (!(name in later)) return html`<${NotHere} />`;
  return html`<${Later} key=${name} name=${name} given=${given} />`;
}

/** @param {{name: string, given: Record<string, unknown>}} props */
function Later({ name, given }) {
  const { api } = useDesk();
  const [View, setView] = useState(
    /** @type {import("../vendor/preact.js").ComponentType<never> | null} */ (null),
  );
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const load = () => {
    setFailure(null);
    const parts = [later[name](), stylesFor(name), written.has(name) && loadLanguages(api)];
    Promise.all(parts).then(([view]) => setView(() => view), setFailure);
  };
  useEffect(load, [name]);
  if (failure) return html`<${Failure} error=${failure} onRetry=${load} />`;
  if (!View) return html`<div class="panel"><${Skeleton} lines=${6} label=${t("Loading")} /></div>`;
  return html`<${View} key=${given.code} ...${given} />`;
}

async function start() {
  const root = /** @type {HTMLElement} */ (document.getElementById("desk"));
  try {
    await loadWords("admin");
    const config = await loadConfig();
    if (!config.sign_in) throw new Error(t("This deployment has no sign-in for staff."));
    const session = createSession(config.sign_in);
    const problem = await session.finish().then(
      () => null,
      (error) => {
        if (error instanceof SignInError) return error.message;
        throw error;
      },
    );
    const desk = { session, api: createDeskApi(config.api, session) };
    render(html`<${DeskApp} desk=${desk} problem=${problem} />`, root);
  } catch (error) {
    render(html`<main class="alone"><${Failure} error=${error} onRetry=${start} /></main>`, root);
  }
}

await start();
