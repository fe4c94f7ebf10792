/**
 * Who books, the terms, and the booking itself.
 */
import { html, useEffect, useRef, useState } from "../shared/ui.js";
import { Button, Field, FieldError, Notice } from "../shared/components.js";
import { Problem, Unreachable } from "../shared/api.js";
import { Failure, focusOn, Paragraphs } from "../shared/page.js";
import { language, msg, plural, t } from "../shared/words.js";
import { goOn, isOpen, send } from "./attempt.js";
import { useBook } from "./context.js";
import { emptied, partySize } from "./draft.js";
import { embedded } from "./frame.js";
import { Head } from "./parts.js";
import { goInstead } from "./route.js";
import { guestName } from "./words.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../generated/api.js").PriceQuoteView} Quote */
/** @typedef {import("../generated/api.js").CatalogView} Shop */

/** @param {{base: string}} props */
export function Details({ base }) {
  const book = useBook();
  const { client, shop, draft, change, priced } = book;
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState(isOpen);
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const { quote } = priced;

  useEffect(() => {
    // The way back from the checkout can bring this page as it was, with its button at work.
    const restored = (/** @type {PageTransitionEvent} */ event) =>
      event.persisted && setBusy(false);
    addEventListener("pageshow", restored);
    return () => removeEventListener("pageshow", restored);
  }, []);

  const show = (/** @type {Record<string, string>} */ found) => {
    setErrors(found);
    requestAnimationFrame(() => {
      /** @type {HTMLElement | null | undefined} */ (
        form.current?.querySelector('[aria-invalid="true"]')
      )?.focus();
    });
  };

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy || !(quote || open)) return;
    setFailure(null);
    const found = open ? {} : mistakes(draft, shop);
    if (Object.keys(found).length) return show(found);
    setErrors({});
    setBusy(true);
    try {
      const booked = await send(client, bodyOf(draft, shop, quote));
      change(emptied);
      goInstead("done");
      await goOn(base, booked, embedded);
    } catch (problem) {
      setBusy(false);
      setOpen(isOpen());
      await explainRefusal(problem);
    }
  };

  /** @param {unknown} problem */
  const explainRefusal = async (problem) => {
    if (!(problem instanceof Problem)) return setFailure(problem);
    const fields = namedFields(problem, draft);
    if (Object.keys(fields).length) return show(fields);
    if (priced.refused(problem)) return focusOn("hindrances");
    setFailure(problem);
    if (["quote-expired", "quote-changed"].includes(problem.slug)) {
      await priced.renew();
    } else if (problem.slug === "terms-not-accepted") {
      change({ accepted: null });
      await book.reload();
    }
  };

  const set =
    (/** @type {keyof Draft["booker"]} */ field) =>
    (/** @type {import("../shared/ui.js").FieldEvent} */ event) => {
      const { value } = event.currentTarget;
      change((now) => ({ booker: { ...now.booker, [field]: value } }));
      clear(`booker.${field}`);
    };
  const clear = (/** @type {string} */ field) => {
    const { [field]: gone, ...rest } = errors;
    if (gone) setErrors(rest);
  };
  const input = (
    /** @type {keyof Draft["booker"]} */ field,
    /** @type {Record<string, unknown>} */ more,
  ) =>
    html`<${Field}
      label=${t(names[field])}
      help=${more.help}
      error=${saidLater(errors[`booker.${field}`])}
      required=${more.required}
    >
      ${(/** @type {Record<string, unknown>} */ attributes) =>
        html`<input
          ...${attributes}
          type=${more.type ?? "text"}
          inputmode=${more.inputmode}
          autocomplete=${more.autocomplete}
          maxlength="200"
          dir="auto"
          value=${draft.booker[field]}
          onInput=${set(field)}
        />`}
    <//>`;

  const words = quote && obligation(quote);
  return html`<form class="details" ref=${form} novalidate onSubmit=${submit}>
    <section class="card" aria-labelledby="step">
      <${Head} title=${t("Who is booking?")} />
      <fieldset disabled=${open || busy}>
        <div class="questions">
          ${input("first_name", { autocomplete: "given-name", required: true })}
          ${input("last_name", { autocomplete: "family-name", required: true })}
          ${input("email", { autocomplete: "email", type: "email", inputmode: "email", required: true, help: t("The confirmation and the link to your booking go there.") })}
          ${input("phone", { autocomplete: "tel", type: "tel", inputmode: "tel", help: t("Optional, for questions on the day.") })}
        </div>
        ${partySize(draft) > 1 && html`<${Guests} errors=${errors} clear=${clear} />`}
      </fieldset>
    </section>
    <section class="card" aria-labelledby="agree">
      <h2 id="agree">${shop.terms ? t("Terms and booking") : t("Book")}</h2>
      ${
        shop.terms &&
        html`<${Terms}
          terms=${shop.terms}
          accepted=${draft.accepted === shop.terms.version}
          error=${saidLater(errors.accepted_terms)}
          disabled=${open || busy}
          onChange=${(/** @type {boolean} */ yes) => {
            change({ accepted: yes && shop.terms ? shop.terms.version : null });
            clear("accepted_terms");
          }}
        />`
      }
      ${
        quote &&
        html`<p id="what" class="what">${whatIsBooked(draft, quote)} ${" "}${words?.text}</p>`
      }
      ${open && html`<${Notice} tone="warn"><p>${t("We sent your booking, but got no answer. Try again: it is the same booking, so you can't book twice.")}</p><//>`}
      ${failure && html`<${Failure} error=${failure} text=${wordsFor(failure, open)} />`}
      <${Button}
        type="submit"
        busy=${busy}
        disabled=${!quote && !open}
        aria-describedby=${quote ? "what" : undefined}
      >
        ${open ? t("Try again") : (words?.button ?? t("One moment…"))}
      <//>
    </section>
  </form>`;
}

/**
 * What to say of a failure that the page knows more of than the API's words do.
 * @param {unknown} failure
 * @param {boolean} open
 */
function wordsFor(failure, open) {
  if (failure instanceof Unreachable || open)
    return t("We could not reach the server. Your entries are kept.");
  if (!(failure instanceof Problem)) return undefined;
  return {
    "quote-expired": t(
      "Your price was too old, so we have worked it out anew. Please look at it and book again.",
    ),
    "quote-changed": t(
      "Your price was too old, so we have worked it out anew. Please look at it and book again.",
    ),
    "terms-not-accepted": t("The terms have changed meanwhile. Please read and accept them again."),
  }[failure.slug];
}

/**
 * The button's words name what the guest takes on.
 * @param {Quote} quote
 */
function obligation({ confirm, deposit, total, hold_minutes }) {
  if (confirm === "by_staff") {
    return {
      button: t("Send request"),
      text: t("We answer your request by email. If we accept it, it is binding."),
    };
  }
  if (total.amount === 0) return { button: t("button|Book"), text: "" };
  const amount = deposit.amount;
  const payNow = confirm === "on_deposit" && deposit.due === "now" && amount.amount > 0;
  if (!payNow) {
    return {
      button: t("Book with obligation to pay"),
      text: t("The booking is binding at once."),
    };
  }
  return {
    button:
      amount.amount === total.amount
        ? t("Book and pay {amount:money}", { amount })
        : t("Book and pay {amount:money} deposit", { amount }),
    text: plural(
      "We hold it for you for {n} minute; it is confirmed when the deposit is paid.",
      "We hold it for you for {n} minutes; it is confirmed when the deposit is paid.",
      hold_minutes,
    ),
  };
}

/** @param {Draft} draft @param {Quote} quote */
const whatIsBooked = (draft, quote) =>
  t("You book {when:dates}, {who}, for {total:money}.", {
    when: { from: quote.arrival, to: quote.departure },
    who: plural("{n} guest", "{n} guests", partySize(draft)),
    total: quote.total,
  });

/** @type {Record<keyof Draft["booker"], string>} */
const names = {
  first_name: msg("First name"),
  last_name: msg("Last name"),
  email: msg("Email"),
  phone: msg("Phone"),
};

/** @param {Draft} draft @param {Shop} shop @param {Quote | null} quote */
function bodyOf({ booker, guests, adults, children, accepted }, shop, quote) {
  const size = adults + children.length;
  const named = guests.some(({ first_name, last_name }) => first_name || last_name);
  const all = Array.from({ length: size }, (_, index) => ({
    first_name: guests[index]?.first_name.trim() ?? "",
    last_name: guests[index]?.last_name.trim() ?? "",
  }));
  const trimmed = {
    first_name: booker.first_name.trim(),
    last_name: booker.last_name.trim(),
    email: booker.email.trim(),
    phone: booker.phone.trim() || null,
    language: language(),
  };
  return {
    quote: quote?.quote,
    booker: trimmed,
    ...(named ? { guests: all } : {}),
    accepted_terms: shop.terms ? accepted : null,
  };
}

/** A mistake in words; the page's own follow the language. @param {string | undefined} mistake */
const saidLater = (mistake) => mistake && t(mistake);

/** What can be seen to be missing before anything is sent. @param {Draft} draft @param {Shop} shop */
function mistakes({ booker, accepted }, shop) {
  /** @type {Record<string, string>} */
  const found = {};
  if (!booker.first_name.trim()) found["booker.first_name"] = msg("Please enter your first name.");
  if (!booker.last_name.trim()) found["booker.last_name"] = msg("Please enter your last name.");
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(booker.email.trim()))
    found["booker.email"] = msg("Please enter an email address, such as anna@example.com.");
  if (shop.terms && accepted !== shop.terms.version)
    found.accepted_terms = msg("Please read and accept the booking terms first.");
  return found;
}

/** The refusals that have a field on the page. @param {Problem} problem @param {Draft} draft */
function namedFields(problem, draft) {
  const known = /^(booker\.(first_name|last_name|email|phone)|accepted_terms|guests\[\d+\]\..+)$/;
  const size = partySize(draft);
  return Object.fromEntries(
    Object.entries(problem.byField()).filter(
      ([field]) => known.test(field) && !(field.startsWith("guests") && size < 2),
    ),
  );
}

/** @param {{errors: Record<string, string>, clear: (field: string) => void}} props */
function Guests({ errors, clear }) {
  const { draft, change } = useBook();
  const size = partySize(draft);
  const wrong = Object.keys(errors).some((field) => field.startsWith("guests"));
  const set =
    (/** @type {number} */ guest, /** @type {"first_name" | "last_name"} */ part) =>
    (/** @type {import("../shared/ui.js").FieldEvent} */ event) => {
      const { value } = event.currentTarget;
      change((now) => ({
        guests: Array.from({ length: size }, (_, index) => {
          const one = now.guests[index] ?? { first_name: "", last_name: "" };
          return index === guest ? { ...one, [part]: value } : one;
        }),
      }));
      clear(`guests[${guest}].${part}`);
    };
  return html`<details class="reading" open=${wrong || draft.guests.length > 0}>
    <summary>${t("Names of the guests (optional)")}</summary>
    <p class="muted small">${t("You can also fill them in later.")}</p>
    ${Array.from(
      { length: size },
      (_, guest) =>
        html`<fieldset key=${guest} class="guest-name">
          <legend>${guestName({ ...draft, guests: [] }, guest)}</legend>
          <div class="questions">
            ${
              /** @type {const} */ (["first_name", "last_name"]).map(
                (part) =>
                  html`<${Field}
                    key=${part}
                    label=${t(names[part])}
                    error=${saidLater(errors[`guests[${guest}].${part}`])}
                  >
                    ${(/** @type {Record<string, unknown>} */ attributes) =>
                      html`<input
                        ...${attributes}
                        type="text"
                        autocomplete="off"
                        maxlength="200"
                        dir="auto"
                        value=${draft.guests[guest]?.[part] ?? ""}
                        onInput=${set(guest, part)}
                      />`}
                  <//>`,
              )
            }
          </div>
        </fieldset>`,
    )}
  </details>`;
}

/**
 * @param {{terms: {version: string, text: string}, accepted: boolean, error?: string, disabled: boolean,
 *   onChange: (accepted: boolean) => void}} props
 */
function Terms({ terms, accepted, error, disabled, onChange }) {
  return html`<div class="terms-box" role="region" aria-label=${t("Booking terms")} tabindex="0">
      <${Paragraphs} text=${terms.text} />
    </div>
    <div class="accept">
      <label>
        <input
          type="checkbox"
          required
          checked=${accepted}
          disabled=${disabled}
          aria-invalid=${error ? "true" : undefined}
          aria-describedby=${error ? "terms-error" : undefined}
          onChange=${(/** @type {import("../shared/ui.js").CheckEvent} */ event) => onChange(event.currentTarget.checked)}
        />
        <span>${t("I have read and accept the booking terms")}</span>
      </label>
      <div class="field" aria-live="polite">
        ${error && html`<${FieldError} id="terms-error">${error}<//>`}
      </div>
    </div>`;
}
