/** A month of one product: what is left and what it costs on each day, and setting it by hand. */
import { html } from "../../shared/ui.js";
import { monthName } from "../../shared/format.js";
import { Button, Skeleton } from "../../shared/components.js";
import { t } from "../../shared/words.js";
import { addMonths } from "../../shared/days.js";
import { useDesk } from "../desk-context.js";
import { inOrder } from "../catalog/section.js";
import { navigate } from "../navigation.js";
import { catalogHref, planHref } from "../routes.js";
import { today } from "../ui/days.js";
import { Failure } from "../ui/failure.js";
import { useLoaded } from "../ui/loaded.js";
import { NoProperty, PropertyChoice, useProperty } from "../ui/property-choice.js";
import { useTitle } from "../ui/title.js";
import { Month } from "./month.js";

/** @import {Product} from "../catalog/products.js" */
/** @import {Property} from "../../generated/api.js" */

/** @param {{query: URLSearchParams}} props */
export function CalendarView({ query }) {
  useTitle(t("Calendar"));
  const { properties, property, error, loading, reload } = useProperty(query.get("property"));
  return html`<div class="head">
      <h1>${t("Calendar")}</h1>
      ${
        property &&
        html`<${PropertyChoice}
          properties=${properties}
          property=${property}
          onChoose=${(/** @type {string} */ id) => navigate(planHref("calendar", { property: id }))}
        />`
      }
    </div>
    ${error && html`<${Failure} error=${error} busy=${loading} onRetry=${reload} />`}
    ${!properties && !error && html`<${Waiting} />`}
    ${properties && !property && html`<${NoProperty} />`}
    ${property && html`<${Products} key=${property.id} property=${property} query=${query} />`}`;
}

const Waiting = () =>
  html`<div class="panel"><${Skeleton} lines=${10} label=${t("Loading the calendar")} /></div>`;

/** @param {{property: Property, query: URLSearchParams}} props */
function Products({ property, query }) {
  const { api } = useDesk();
  const { data, error, loading, reload } = useLoaded(
    () => api.catalog(property.id).read(),
    [api, property.id],
  );
  if (error) return html`<${Failure} error=${error} busy=${loading} onRetry=${reload} />`;
  if (!data) return html`<${Waiting} />`;
  const products = inOrder(data.products);
  const product = products.find(({ id }) => id === query.get("product")) ?? products[0];
  if (!product) {
    return html`<div class="empty panel">
      <h2>${t("Nothing is sold here yet")}</h2>
      <p>${t("Days have a price as soon as there is a product and a rate for it.")}</p>
      <a class="button" href=${catalogHref(property.id, "products")}>${t("Add a product")}</a>
    </div>`;
  }
  const asked = query.get("month") ?? "";
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked)
    ? asked
    : today(property.time_zone).slice(0, 7);
  return html`<${ProductMonth}
    property=${property}
    products=${products}
    product=${product}
    month=${month}
  />`;
}

/** @param {{property: Property, products: Product[], product: Product, month: string}} props */
function ProductMonth({ property, products, product, month }) {
  const { api } = useDesk();
  const { data, error, loading, reload } = useLoaded(
    (signal) => api.catalog(property.id).calendar({ month, product: product.id }, signal),
    [api, property.id, product.id, month],
  );
  const show = (/** @type {Record<string, string>} */ other) =>
    navigate(planHref("calendar", { property: property.id, product: product.id, month, ...other }));
  const shown = data?.products.find((one) => one.product === product.id);
  return html`<div class="plan-bar">
      <div class="actions">
        <${Button}
          kind="quiet small"
          aria-label=${t("Month before")}
          onClick=${() => show({ month: addMonths(month, -1) })}
          >←<//
        >
        <${Button}
          kind="quiet small"
          onClick=${() => show({ month: today(property.time_zone).slice(0, 7) })}
          >${t("This month")}<//
        >
        <${Button}
          kind="quiet small"
          aria-label=${t("Month after")}
          onClick=${() => show({ month: addMonths(month, 1) })}
          >→<//
        >
      </div>
      <h2 aria-live="polite">${monthName(month)}</h2>
      <label class="beside-label"
        ><span>${t("Product")}</span>
        <select
          value=${product.id}
          onChange=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => show({ product: event.currentTarget.value })}
        >
          ${products.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
        </select>
      </label>
    </div>
    ${error && html`<${Failure} error=${error} busy=${loading} onRetry=${reload} />`}
    ${
      data && data.month === month && shown
        ? html`<${Month}
            key=${`${product.id} ${month}`}
            property=${property}
            product=${product}
            currency=${data.currency}
            days=${shown.days}
            today=${today(property.time_zone)}
            onChanged=${reload}
          />`
        : !error && html`<${Waiting} />`
    }`;
}
