/**
 * Starts the desk: settings of this deployment, session, then the view that the address names.
 */
import { html, render, useEffect, useState } from "../shared/ui.js";
import { loadConfig } from "../shared/api.js";
import { Toasts } from "../shared/components.js";
import { createDeskApi } from "./desk-api.js";
import { DeskProvider } from "./desk-context.js";
import { useRoute } from "./navigation.js";
import { createSession, SignInError } from "./session/session.js";
import { SignedOut } from "./session/signed-out.js";
import { Failure } from "./ui/failure.js";
import { Shell } from "./shell.js";
import { BookingsView } from "./bookings/view.js";
import { BookingView } from "./booking/view.js";
import { NewBookingView } from "./new/view.js";
import { SettingsView } from "./settings/view.js";
import { CatalogView } from "./catalog/view.js";
import { TimelineView } from "./timeline/view.js";
import { CalendarView } from "./calendar/view.js";
import { NotHere } from "./ui/not-here.js";

/** @param {{desk: import("./desk-context.js").Desk, problem: string | null}} props */
function DeskApp({ desk, problem }) {
  const { session } = desk;
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
    const said = problem ?? (ended ? "Your session has ended. Please sign in again." : null);
    return html`<${SignedOut} session=${session} problem=${said} />`;
  }
  return html`<${DeskProvider} value=${desk}>
    <${Shell}><${View} /><//>
    <${Toasts} />
  <//>`;
}

function View() {
  const route = useRoute();
  if (route.name === "bookings") return html`<${BookingsView} query=${route.query} />`;
  if (route.name === "booking") {
    return html`<${BookingView} key=${route.code} code=${route.code} />`;
  }
  if (route.name === "new") return html`<${NewBookingView} />`;
  if (route.name === "settings") {
    return html`<${SettingsView} section=${route.section} item=${route.item} />`;
  }
  if (route.name === "catalog") {
    const { property, section, item } = route;
    return html`<${CatalogView} property=${property} section=${section} item=${item} />`;
  }
  if (route.name === "timeline") return html`<${TimelineView} query=${route.query} />`;
  if (route.name === "calendar") return html`<${CalendarView} query=${route.query} />`;
  return html`<${NotHere} />`;
}

async function start() {
  const root = /** @type {HTMLElement} */ (document.getElementById("desk"));
  try {
    const config = await loadConfig();
    if (!config.sign_in) throw new Error("This deployment has no sign-in for staff.");
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
