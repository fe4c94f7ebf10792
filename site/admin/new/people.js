/** The traveller, the other guests, and the agency. */
import { html, useEffect, useRef } from "../../shared/ui.js";
import { Button } from "../../shared/components.js";
import { fullName, languageName } from "../../shared/format.js";
import { rich, t } from "../../shared/words.js";
import { CheckControl, SelectControl, TextControl } from "../ui/controls.js";
import { newGuest } from "./draft.js";
import { nameTag } from "../ui/show.js";
import { languages } from "../../generated/languages.js";

/** @typedef {{form: import("../ui/form.js").Form<import("./draft.js").Draft>}} Props */

/** @param {Props} props */
export const Traveller = ({ form }) =>
  html`<section class="panel" aria-labelledby="traveller">
    <h2 id="traveller">${t("Traveller")}</h2>
    <p class="muted small">${t("Who holds the booking and gets the mails.")}</p>
    <div class="form-grid">
      <${TextControl} form=${form} path="booker.first_name" label=${t("First name")} />
      <${TextControl} form=${form} path="booker.last_name" label=${t("Last name")} required />
      <${TextControl} form=${form} path="booker.email" label=${t("Email")} type="email" />
      <${TextControl} form=${form} path="booker.phone" label=${t("Phone")} type="tel" />
      <${SelectControl}
        form=${form}
        path="booker.language"
        label=${t("Language")}
        options=${languages.map((code) => [code, languageName(code)])}
      />
    </div>
    <${CheckControl}
      form=${form}
      path="booker_travels"
      label=${t("The traveller is one of the guests")}
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
    <h2 id="guests" tabindex="-1">${t("Guests")}</h2>
    ${
      form.at("booker_travels") &&
      html`<p class="first-guest">
        ${rich(
          "<muted>Guest 1:</muted> <bdi>{name}</bdi>",
          { name: fullName(form.values.booker) || t("the traveller") },
          { muted: (words) => html`<span class="muted">${words}</span>`, bdi: nameTag },
        )}
      </p>`
    }
    ${guests.map(
      (guest, index) =>
        html`<fieldset class="guest" key=${guest.key}>
          <legend>${t("Guest {number}", { number: index + first })}</legend>
          <div class="form-grid">
            <${TextControl}
              form=${form}
              path=${`guests[${index}].first_name`}
              label=${t("First name")}
            />
            <${TextControl}
              form=${form}
              path=${`guests[${index}].last_name`}
              label=${t("Last name")}
            />
            <${Button}
              kind="quiet small"
              aria-label=${t("Remove guest {number}", { number: index + first })}
              onClick=${() => remove(guest.key)}
            >
              ${t("Remove")}
            <//>
          </div>
        </fieldset>`,
    )}
    <${Button} kind="quiet small" icon="plus" onClick=${add}>${t("Add a guest")}<//>
  </section>`;
}

/** @param {Props} props */
export const Agency = ({ form }) =>
  html`<section class="panel" aria-labelledby="agency">
    <h2 id="agency">${t("Agency")}</h2>
    <${CheckControl}
      form=${form}
      path="by_agency"
      label=${t("A travel agency booked this")}
      help=${t("It gets the same confirmation as the traveller.")}
    />
    ${
      form.at("by_agency") &&
      html`<div class="form-grid">
        <${TextControl} form=${form} path="agency.name" label=${t("Agency")} required />
        <${TextControl}
          form=${form}
          path="agency.email"
          label=${t("Agency's email")}
          type="email"
        />
      </div>`
    }
  </section>`;
