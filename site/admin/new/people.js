/** The traveller, the other guests, and the agency. */
import { html, useEffect, useRef } from "../../shared/ui.js";
import { Button } from "../../shared/components.js";
import { fullName, number } from "../../shared/format.js";
import { CheckControl, SelectControl, TextControl } from "../ui/controls.js";
import { languages } from "../ui/words.js";
import { newGuest } from "./draft.js";

/** @typedef {{form: import("../ui/form.js").Form<import("./draft.js").Draft>}} Props */

/** @param {Props} props */
export const Traveller = ({ form }) =>
  html`<section class="panel" aria-labelledby="traveller">
    <h2 id="traveller">Traveller</h2>
    <p class="muted small">Who holds the booking and gets the mails.</p>
    <div class="form-grid">
      <${TextControl} form=${form} path="booker.first_name" label="First name" />
      <${TextControl} form=${form} path="booker.last_name" label="Last name" required />
      <${TextControl} form=${form} path="booker.email" label="Email" type="email" />
      <${TextControl} form=${form} path="booker.phone" label="Phone" type="tel" />
      <${SelectControl}
        form=${form}
        path="booker.language"
        label="Language"
        options=${Object.entries(languages)}
      />
    </div>
    <${CheckControl}
      form=${form}
      path="booker_travels"
      label="The traveller is one of the guests"
    />
    ${form.errors.booker_travels && html`<p class="error">${form.errors.booker_travels}</p>`}
  </section>`;

/** @param {Props} props */
export function Guests({ form }) {
  const { guests } = form.values;
  const first = form.at("booker_travels") ? 2 : 1;
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const added = useRef(false);
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    const names = list.current?.querySelectorAll("fieldset:last-of-type input");
    /** @type {HTMLElement | undefined} */ (names?.[0])?.focus();
  }, [guests.length]);
  const add = () => {
    added.current = true;
    form.set("guests", [...guests, newGuest()]);
  };
  const remove = (/** @type {string} */ key) => {
    form.set(
      "guests",
      guests.filter((guest) => guest.key !== key),
    );
    list.current?.querySelector("h2")?.focus();
  };
  return html`<section class="panel" aria-labelledby="guests" ref=${list}>
    <h2 id="guests" tabindex="-1">Guests</h2>
    ${
      form.at("booker_travels") &&
      html`<p class="first-guest">
        <span class="muted">Guest 1:</span>${" "}
        <bdi>${fullName(form.values.booker) || "the traveller"}</bdi>
      </p>`
    }
    ${guests.map(
      (guest, index) =>
        html`<fieldset class="guest" key=${guest.key}>
          <legend>Guest ${number(index + first)}</legend>
          <div class="form-grid">
            <${TextControl} form=${form} path=${`guests[${index}].first_name`} label="First name" />
            <${TextControl} form=${form} path=${`guests[${index}].last_name`} label="Last name" />
            <${Button}
              kind="quiet small"
              aria-label=${`Remove guest ${index + first}`}
              onClick=${() => remove(guest.key)}
            >
              Remove
            <//>
          </div>
        </fieldset>`,
    )}
    <${Button} kind="quiet small" icon="plus" onClick=${add}>Add a guest<//>
  </section>`;
}

/** @param {Props} props */
export const Agency = ({ form }) =>
  html`<section class="panel" aria-labelledby="agency">
    <h2 id="agency">Agency</h2>
    <${CheckControl}
      form=${form}
      path="by_agency"
      label="A travel agency booked this"
      help="It gets the same confirmation as the traveller."
    />
    ${
      form.at("by_agency") &&
      html`<div class="form-grid">
        <${TextControl} form=${form} path="agency.name" label="Agency" required />
        <${TextControl} form=${form} path="agency.email" label="Agency's email" type="email" />
      </div>`
    }
  </section>`;
