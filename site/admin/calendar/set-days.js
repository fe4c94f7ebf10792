/** What is set by hand for the chosen days, on top of all rates and rules. */
import { html } from "../../shared/ui.js";
import { toMinor } from "../../shared/currency.js";
import { dateRange } from "../../shared/format.js";
import { Button, toast } from "../../shared/components.js";
import { plural, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { AmountControl, NumberControl } from "../catalog/fields.js";
import { amountText, noted, numberText, wholeOf } from "../catalog/values.js";
import { CheckControl, FormProblems, TextControl } from "../ui/controls.js";
import { useForm } from "../ui/form.js";
import { WeekdaysControl } from "../ui/weekdays.js";

/** @import {DeskDayView, Property} from "../../generated/api.js" */

/** @typedef {{from: string, to: string, weekdays: number[], price: string, closed: boolean, min_nights: string}} Values */
/** @import {Product} from "../catalog/products.js" */

const nothing = { price: "", closed: false, min_nights: "" };

/**
 * @param {{property: Property, product: Product, currency: string, from: string, to: string, days: DeskDayView[],
 *   onChanged: () => void}} props
 */
export function SetDays({ property, product, currency, from, to, days, onChanged }) {
  const { api } = useDesk();
  const put = async (/** @type {Values} */ { price, closed, min_nights, ...rest }) => {
    const { days: count } = await api.catalog(property.id).override({
      product: product.id,
      ...rest,
      price: price.trim() ? toMinor(price, currency) : null,
      closed,
      min_nights: wholeOf(min_nights),
    });
    toast(plural("{n} day is changed", "{n} days are changed", count));
    onChanged();
  };
  const form = useForm({
    initial: /** @type {Values} */ ({ from, to, weekdays: [], ...common(days, currency) }),
    check: (values) => {
      const { errors, note, amount, whole } = noted(currency);
      note("to", values.to < values.from && t("This is before the first day."));
      amount("price", values.price, { optional: true });
      whole("min_nights", values.min_nights, { from: 1, to: 365, optional: true });
      return errors;
    },
    save: put,
  });
  const clear = async () => {
    const { from: first, to: last, weekdays } = form.values;
    try {
      await put({ from: first, to: last, weekdays, ...nothing });
      form.reset({ ...form.values, ...nothing });
    } catch (error) {
      form.refuse({}, error instanceof Error ? error.message : String(error));
    }
  };
  const some = days.some(({ override }) => override);
  return html`<form class="panel set-days" novalidate onSubmit=${form.submit}>
    <h2>${from === to ? t("This day") : t("These days")}</h2>
    <p class="muted">${dateRange(form.at("from"), form.at("to") || form.at("from"))}</p>
    <${FormProblems} form=${form} />
    <div class="form-grid">
      <${TextControl} form=${form} path="from" label=${t("First day")} type="date" />
      <${TextControl} form=${form} path="to" label=${t("Last day")} type="date" />
    </div>
    <${WeekdaysControl}
      form=${form}
      path="weekdays"
      legend=${t("Only on")}
      help=${t("None chosen means every day.")}
    />
    <div class="form-grid">
      <${AmountControl}
        form=${form}
        path="price"
        label=${t("Price")}
        currency=${currency}
        help=${t("Empty: by the rates")}
      />
      ${
        product.kind === "stay" &&
        html`<${NumberControl}
          form=${form}
          path="min_nights"
          label=${t("Nights, at least")}
          help=${t("Empty: as usual")}
        />`
      }
    </div>
    <${CheckControl} form=${form} path="closed" label=${t("Closed: nobody can book it")} />
    <div class="actions save-bar">
      <${Button} type="submit" busy=${form.busy}>${t("Set these days")}<//>
      ${some && html`<${Button} kind="quiet" onClick=${clear}>${t("Clear")}<//>`}
    </div>
  </form>`;
}

/** What is set already, where it is the same on all of the days. @param {DeskDayView[]} days @param {string} currency */
function common(days, currency) {
  const all = new Set(days.map(({ override }) => JSON.stringify(override ?? null)));
  const override = all.size === 1 ? days[0].override : null;
  if (!override) return nothing;
  return {
    price: amountText(override.price, currency),
    closed: override.closed ?? false,
    min_nights: numberText(override.min_nights),
  };
}
