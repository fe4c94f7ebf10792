/** Where and when, and how the booking begins. */
import { html, useMemo } from "../../shared/ui.js";
import { getLocale } from "../../shared/format.js";
import { currencies } from "../../shared/currency.js";
import { plural, rich, t } from "../../shared/words.js";
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
    <h2 id="stay">${t("Stay")}</h2>
    ${
      !properties.length &&
      html`<p>
        ${rich(
          "There is no property yet. <a>Add one first</a>.",
          {},
          { a: (words) => html`<a href=${settingsHref("properties", "new")}>${words}</a>` },
        )}
      </p>`
    }
    <div class="form-grid">
      <${SelectControl}
        form=${form}
        path="property"
        label=${t("Property")}
        required
        empty=${t("Choose")}
        options=${properties.map(({ id, name }) => [id, name])}
      />
      <${SelectControl}
        form=${form}
        path="status"
        label=${t("Status")}
        options=${[
          ["pending", t("Pending")],
          ["confirmed", t("Confirmed")],
        ]}
      />
      <${TextControl}
        form=${form}
        path="arrival"
        label=${t("Arrival")}
        type="date"
        required
        onInput=${date("arrival")}
      />
      <${TextControl}
        form=${form}
        path="departure"
        label=${t("Departure")}
        type="date"
        required
        onInput=${date("departure")}
      />
      <${SelectControl} form=${form} path="currency" label=${t("Currency")} options=${choices} />
      <${SelectControl}
        form=${form}
        path="policy"
        label=${t("Cancellation policy")}
        empty=${t("The property's own")}
        options=${policies.map(({ id, name }) => [id, name])}
      />
    </div>
    <p class="muted small below">
      ${nights > 0 && `${plural("{n} night.", "{n} nights.", nights)} `}
      ${
        form.at("status") === "pending"
          ? t("The booking is pending until the traveller confirms it in the portal.")
          : t("The booking is confirmed at once, and no terms are asked for.")
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
  return currencies.map((code) => [
    code,
    t("{code}, {currency}", { code, currency: names.of(code) ?? code }),
  ]);
}
