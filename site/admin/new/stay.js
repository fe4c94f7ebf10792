/** Where and when, and how the booking begins. */
import { html, useMemo } from "../../shared/ui.js";
import { getLocale, plural } from "../../shared/format.js";
import { currencies } from "../../shared/currency.js";
import { settingsHref } from "../routes.js";
import { SelectControl, TextControl } from "../ui/controls.js";
import { nightsBetween, withStay } from "./draft.js";

/** @import {Policy, Property} from "../../generated/api.js" */

/** @typedef {import("./draft.js").Draft} Draft */

/** @param {{form: import("../ui/form.js").Form<import("./draft.js").Draft>, properties: Property[], policies: Policy[]}} props */
export function Stay({ form, properties, policies }) {
  const nights = nightsBetween(form.values.arrival, form.values.departure);
  const choices = useMemo(currencyChoices, []);
  const date = (/** @type {"arrival" | "departure"} */ name) => (/** @type {string} */ value) =>
    form.change((draft) => withStay(draft, { [name]: value }), name, ...itemDates(form.values));
  return html`<section class="panel" aria-labelledby="stay">
    <h2 id="stay">Stay</h2>
    ${
      !properties.length &&
      html`<p>
        There is no property yet. <a href=${settingsHref("properties", "new")}>Add one first</a>.
      </p>`
    }
    <div class="form-grid">
      <${SelectControl}
        form=${form}
        path="property"
        label="Property"
        required
        empty="Choose"
        options=${properties.map(({ id, name }) => [id, name])}
      />
      <${SelectControl}
        form=${form}
        path="status"
        label="Status"
        options=${[
          ["pending", "Pending"],
          ["confirmed", "Confirmed"],
        ]}
      />
      <${TextControl}
        form=${form}
        path="arrival"
        label="Arrival"
        type="date"
        required
        onInput=${date("arrival")}
      />
      <${TextControl}
        form=${form}
        path="departure"
        label="Departure"
        type="date"
        required
        onInput=${date("departure")}
      />
      <${SelectControl} form=${form} path="currency" label="Currency" options=${choices} />
      <${SelectControl}
        form=${form}
        path="policy"
        label="Cancellation policy"
        empty="The property's own"
        options=${policies.map(({ id, name }) => [id, name])}
      />
    </div>
    <p class="muted small below">
      ${nights > 0 && `${plural(nights, { one: "# night", other: "# nights" })}. `}
      ${
        form.at("status") === "pending"
          ? "The booking is pending until the traveller confirms it in the portal."
          : "The booking is confirmed at once, and no terms are asked for."
      }
    </p>
  </section>`;
}

/** The paths of the items' dates, which may follow the stay's. @param {Draft} draft */
const itemDates = (draft) =>
  draft.items.flatMap((_, index) => [`items[${index}].from`, `items[${index}].to`]);

/** @returns {[string, string][]} */
function currencyChoices() {
  const names = new Intl.DisplayNames(getLocale(), { type: "currency" });
  return currencies.map((code) => [code, `${code}, ${names.of(code)}`]);
}
