/**
 * The guest's page: one booking, opened by the link in a booking mail.
 */
import { html, render, useEffect, useLayoutEffect, useMemo, useState } from "../shared/ui.js";
import { createClient, loadConfig, Problem } from "../shared/api.js";
import { chosenLanguage } from "../shared/words.js";
import { applyBrand } from "../shared/colour.js";
import { Button, Notice, Skeleton, Toasts, useOnline } from "../shared/components.js";
import { date, dateRange, dayOf, moment, preferredLocale, setLocale } from "../shared/format.js";
import { Paragraphs, safeUrl, Standalone, Trouble } from "../shared/page.js";
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
import { texts } from "./texts.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */
/** @typedef {import("./session.js").Link} Link */

/** Finds the link in the address, and again when another link is pasted into the same tab. */
function App() {
  const [link, setLink] = useState(readLink);
  useEffect(() => {
    const changed = () => location.hash.length > 1 && setLink(readLink());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  if (!link.code) return html`<${WrongLink} />`;
  if (!link.secret) return html`<${NoSecret} paid=${link.paid === "yes"} />`;
  return html`<${Connected} key=${link.code + link.secret} link=${link} />`;
}

/** Asks where the API is. @param {{link: Link}} props */
function Connected({ link }) {
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
  if (base) return html`<${Booking} link=${link} base=${base} />`;
  return error ? html`<${Trouble} error=${error} retry=${retry} />` : html`<${Loading} />`;
}

/** @param {{link: Link, base: string}} props */
function Booking({ link, base }) {
  const client = useMemo(
    () => createClient({ base, token: () => link.secret, language: chosenLanguage }),
    [base, link],
  );
  const { page, error, refresh, replace } = useBooking(client, link.code);
  const returned = usePaymentReturn({ code: link.code, paid: link.paid, page, refresh });

  useLayoutEffect(() => {
    if (!page) return;
    applyBrand(page.brand.colour);
    document.title = texts.documentTitle(page.booking.code, page.brand.name);
  }, [page]);

  const gone = error instanceof Problem && error.status === 404;
  if (gone) return html`<${WrongLink} />`;
  if (!page && error) return html`<${Trouble} error=${error} retry=${refresh} />`;
  if (!page) return html`<${Loading} />`;

  const parts = { page, client, replace, refresh };
  const ended = page.booking.status === "cancelled" || page.booking.status === "no_show";
  const checkIn = page.check_in.fields.length > 0 && page.check_in.guests.length > 0 && !ended;
  const reading =
    page.terms && !(page.booking.status === "pending" && page.actions.confirm.available);
  return html`<a class="skip-link" href="#main">${texts.skip}</a>
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
    <${Toasts} closeLabel=${texts.dismiss} />`;
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
        <span class="code">${texts.masthead.code} <strong>${booking.code}</strong></span>
      </div>
      <h1>
        <span class="eyebrow clamp" dir="auto">${texts.masthead.at(property.name)}</span>
        <span>${dateRange(booking.arrival, booking.departure)}</span>
      </h1>
      <p class="facts">
        ${booking.nights > 0 && html`<span>${texts.masthead.nights(booking.nights)}</span>`}
        <span>${texts.masthead.guests(booking.guests.length)}</span>
      </p>
    </div>
  </header>`;
}

/** Says that the page may be old, and why. @param {{error: Error | null, retry: () => void}} props */
function Network({ error, retry }) {
  const online = useOnline();
  return html`<div class="network" role="status">
    ${!online && html`<${Notice} tone="warn" icon="offline"><p>${texts.problems.offline}</p><//>`}
    ${
      online &&
      error &&
      html`<${Notice} tone="warn">
        <p>${texts.problems.stale}</p>
        <p class="actions"><${Button} kind="quiet" onClick=${retry}>${texts.tryAgain}<//></p>
      <//>`
    }
  </div>`;
}

/** @param {{page: BookingPage}} props */
function Terms({ page: { terms, booking, property } }) {
  const accepted = booking.accepted_terms;
  return html`<section class="card" aria-labelledby="terms">
    <h2 id="terms" tabindex="-1">${texts.terms.title}</h2>
    ${accepted && html`<p class="muted">${texts.terms.accepted(moment(accepted.at, property.time_zone))}</p>`}
    <details class="reading">
      <summary>${texts.terms.read}</summary>
      <${Paragraphs} text=${terms?.text ?? ""} />
    </details>
  </section>`;
}

/** @param {{page: BookingPage}} props */
function Footer({ page: { booking, property, brand } }) {
  const day = date(dayOf(booking.created_at, property.time_zone));
  const line = texts.footer.booked(day, booking.agency?.name);
  return html`<footer class="wrap foot">
    <p>
      <span class="clamp" dir="auto">${brand.name}</span>
      <span class="clamp" dir="auto">${line}</span>
    </p>
  </footer>`;
}

function Loading() {
  return html`<div class="masthead is-empty" aria-hidden="true"></div>
    <main class="wrap" aria-busy="true">
      <h1 class="hidden-visually">${texts.loading}</h1>
      <div class="columns">
        <div class="first">
          <div class="next"><${Skeleton} lines=${3} label=${texts.loading} /></div>
          <div class="card"><${Skeleton} lines=${7} /></div>
        </div>
        <div class="side">
          <div class="card"><${Skeleton} lines=${5} /></div>
        </div>
      </div>
    </main>`;
}

function WrongLink() {
  const { linkTitle, linkText, linkAdvice } = texts.problems;
  return html`<${Standalone} title=${linkTitle}>
    <p class="lead">${linkText}</p>
    <ul>
      ${linkAdvice.map((advice) => html`<li key=${advice}>${advice}</li>`)}
    </ul>
  <//>`;
}

/** @param {{paid: boolean}} props */
function NoSecret({ paid }) {
  const { secretTitle, secretText, secretPaid } = texts.problems;
  return html`<${Standalone} title=${secretTitle}>
    <p class="lead">${secretText}</p>
    ${paid && html`<${Notice} tone="info"><p>${secretPaid}</p><//>`}
  <//>`;
}

document.documentElement.lang = texts.language;
setLocale(preferredLocale(texts.language));
applyBrand(null);
render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById("page")));
