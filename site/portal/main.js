/**
 * The guest's page: one booking, opened by the link in a booking mail.
 */
import { html, render, useEffect, useLayoutEffect, useMemo, useState } from "../shared/ui.js";
import { createClient, loadConfig, Problem } from "../shared/api.js";
import { applyBrand } from "../shared/colour.js";
import { Button, Notice, Skeleton, Toasts, useOnline } from "../shared/components.js";
import { dateRange, dayOf } from "../shared/format.js";
import { Paragraphs, safeUrl, Standalone, Trouble } from "../shared/page.js";
import { LanguageSwitch } from "../shared/language-switch.js";
import { chosenLanguage, language, plural, t, useWords } from "../shared/words.js";
import { useBooking } from "./booking.js";
import { Cancellation } from "./cancel.js";
import { CheckIn } from "./check-in.js";
import { Itinerary, Place } from "./itinerary.js";
import { Next } from "./next.js";
import { usePaymentReturn } from "./payment-return.js";
import { Payments } from "./payments.js";
import { Price } from "./price.js";
import { BookAgain } from "./book-again.js";
import { Reschedule } from "./reschedule.js";
import { readLink } from "./session.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */
/** @typedef {import("./session.js").Link} Link */

/** Finds the link in the address, and again when another link is pasted into the same tab. */
function App() {
  const [link, setLink] = useState(readLink);
  const ready = useWords("portal");
  useEffect(() => {
    const changed = () => location.hash.length > 1 && setLink(readLink());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  if (link.code && link.secret) {
    return html`<${Connected} key=${link.code + link.secret} link=${link} ready=${ready} />`;
  }
  if (!ready) return html`<${Loading} />`;
  return link.code ? html`<${NoSecret} paid=${link.paid === "yes"} />` : html`<${WrongLink} />`;
}

/**
 * Asks where the API is, and needs no words for it.
 * @param {{link: Link, ready: boolean}} props `ready` if the words are there
 */
function Connected({ link, ready }) {
  const [base, setBase] = useState("");
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [round, setRound] = useState(0);
  const online = useOnline();
  useEffect(() => {
    loadConfig().then(({ api }) => setBase(api), setError);
  }, [round, online]);
  const retry = () => {
    setError(null);
    setRound(round + 1);
  };
  if (base) return html`<${Booking} link=${link} base=${base} ready=${ready} />`;
  return error && ready
    ? html`<${Trouble} error=${error} retry=${retry} />`
    : html`<${Loading} said=${ready} />`;
}

/** @param {{link: Link, base: string, ready: boolean}} props */
function Booking({ link, base, ready }) {
  const client = useMemo(
    () => createClient({ base, token: () => link.secret, language: chosenLanguage }),
    [base, link],
  );
  const { page, error, refresh, replace } = useBooking(client, link.code);
  const returned = usePaymentReturn({ code: link.code, paid: link.paid, page, refresh });
  const spoken = useWords("portal", {
    booking: page?.booking.booker.language,
    property: page?.property.language,
  });

  useLayoutEffect(() => {
    if (!page) return;
    applyBrand(page.brand.colour);
    document.title = t("Your booking {code} – {brand}", {
      code: page.booking.code,
      brand: page.brand.name,
    });
  }, [page, spoken, language()]);

  const gone = error instanceof Problem && error.status === 404;
  if (!ready || !spoken) return html`<${Loading} said=${ready} />`;
  if (gone) return html`<${WrongLink} />`;
  if (!page && error) return html`<${Trouble} error=${error} retry=${refresh} />`;
  if (!page) return html`<${Loading} said />`;

  const parts = { page, client, replace, refresh };
  const ended = page.booking.status === "cancelled" || page.booking.status === "no_show";
  const checkIn = page.check_in.fields.length > 0 && page.check_in.guests.length > 0 && !ended;
  const reading =
    page.terms && !(page.booking.status === "pending" && page.actions.confirm.available);
  return html`<a class="skip-link" href="#main">${t("Skip to your booking")}</a>
    <${Masthead} page=${page} />
    <main id="main" class="wrap" tabindex="-1">
      <${Network} error=${error} retry=${refresh} />
      <div class="columns">
        <div class="first">
          <${Next} ...${parts} returned=${returned} secret=${link.secret} />
          <${Itinerary} page=${page} />
        </div>
        <div class="side">
          <${Price} page=${page} />
          <${Payments} ...${parts} returned=${returned} atOnce=${link.pay} />
        </div>
        <div class="second">
          ${checkIn && html`<${CheckIn} ...${parts} />`}
          <${Place} property=${page.property} />
          ${reading && html`<${Terms} page=${page} />`}
          <${Reschedule} ...${parts} />
          <${Cancellation} ...${parts} />
          ${page.booking.bookable && html`<${BookAgain} page=${page} secret=${link.secret} />`}
        </div>
      </div>
    </main>
    <${Footer} page=${page} />
    <${Toasts} />`;
}

/** @param {{page: BookingPage}} props */
function Masthead({ page: { booking, brand, property } }) {
  const logo = safeUrl(brand.logo_url);
  const website = safeUrl(brand.website);
  const name = html`${logo && html`<img class="logo" src=${logo} alt="" />`}
    <span class="clamp" dir="auto">${brand.name}</span>`;
  return html`<header class="masthead">
    <div class="wrap">
      <div class="bar">
        ${
          website
            ? html`<a class="brand" href=${website} rel="noopener noreferrer">${name}</a>`
            : html`<span class="brand">${name}</span>`
        }
        <span class="code">${t("Booking")} <strong>${booking.code}</strong></span>
      </div>
      <h1>
        <span class="eyebrow clamp" dir="auto"
          >${t("Your booking at {property}", { property: property.name })}</span
        >
        <span>${dateRange(booking.arrival, booking.departure)}</span>
      </h1>
      <p class="facts">
        ${booking.nights > 0 && html`<span>${plural("{n} night", "{n} nights", booking.nights)}</span>`}
        <span>${plural("{n} guest", "{n} guests", booking.guests.length)}</span>
      </p>
    </div>
  </header>`;
}

/** Says that the page may be old, and why. @param {{error: Error | null, retry: () => void}} props */
function Network({ error, retry }) {
  const online = useOnline();
  return html`<div class="network" role="status">
    ${!online && html`<${Notice} tone="warn" icon="offline"><p>${t("You are offline. What you see may be out of date; what you type is kept.")}</p><//>`}
    ${
      online &&
      error &&
      html`<${Notice} tone="warn">
        <p>${t("This page could not be refreshed. What you see may be out of date.")}</p>
        <p class="actions"><${Button} kind="quiet" onClick=${retry}>${t("Try again")}<//></p>
      <//>`
    }
  </div>`;
}

/** @param {{page: BookingPage}} props */
function Terms({ page: { terms, booking, property } }) {
  const accepted = booking.accepted_terms;
  return html`<section class="card" aria-labelledby="terms">
    <h2 id="terms" tabindex="-1">${t("Booking terms")}</h2>
    ${accepted && html`<p class="muted">${t("You accepted these terms on {when:moment}.", { when: { at: accepted.at, zone: property.time_zone } })}</p>`}
    <details class="reading">
      <summary>${t("Read the terms")}</summary>
      <${Paragraphs} text=${terms?.text ?? ""} />
    </details>
  </section>`;
}

/** @param {{page: BookingPage}} props */
function Footer({ page: { booking, property, brand } }) {
  const day = dayOf(booking.created_at, property.time_zone);
  const agency = booking.agency?.name;
  const line = agency
    ? t("Booked on {day:date} through {agency}", { day, agency })
    : t("Booked on {day:date}", { day });
  return html`<footer class="wrap foot">
    <p>
      <span class="clamp" dir="auto">${brand.name}</span>
      <span class="clamp" dir="auto">${line}</span>
    </p>
    <${LanguageSwitch} />
  </footer>`;
}

/** @param {{said?: boolean}} props whether there are words for it already */
function Loading({ said = false }) {
  const label = said ? t("Loading your booking…") : undefined;
  return html`<div class="masthead is-empty" aria-hidden="true"></div>
    <main class="wrap" aria-busy="true">
      ${label && html`<h1 class="hidden-visually">${label}</h1>`}
      <div class="columns">
        <div class="first">
          <div class="next"><${Skeleton} lines=${3} label=${label} /></div>
          <div class="card"><${Skeleton} lines=${7} /></div>
        </div>
        <div class="side">
          <div class="card"><${Skeleton} lines=${5} /></div>
        </div>
      </div>
    </main>`;
}

function WrongLink() {
  return html`<${Standalone} title=${t("This link doesn't open a booking")}>
    <p class="lead">${t("It may be incomplete, or a newer link has replaced it.")}</p>
    <ul>
      <li>${t("Open the latest email about your booking and use the link in it.")}</li>
      <li>${t("If you copied the link, make sure that you copied all of it.")}</li>
      <li>${t("If it still doesn't work, ask the property to send you a new one.")}</li>
    </ul>
  <//>`;
}

/** @param {{paid: boolean}} props */
function NoSecret({ paid }) {
  return html`<${Standalone} title=${t("Please open the link in your email")}>
    <p class="lead">
      ${t("For your safety this page opens only with the full link, and the browser forgets it when the tab is closed.")}
    </p>
    ${
      paid &&
      html`<${Notice} tone="info">
        <p>
          ${t("If you have just paid: your payment is recorded by itself. You see it when you open the link again.")}
        </p>
      <//>`
    }
  <//>`;
}

applyBrand(null);
render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById("page")));
