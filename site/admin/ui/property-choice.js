/** Which property a view is about: named by the address, else the one that was looked at last. */
import { html, useEffect } from "../../shared/ui.js";
import { t } from "../../shared/words.js";
import { settingsHref } from "../routes.js";
import { useDesk } from "../desk-context.js";
import { useLoaded } from "./loaded.js";

/** @import {Property} from "../../generated/api.js" */

const LAST = "lobby.desk.property";

/**
 * The properties, and the chosen one; `property` is null until they are there, or if there is none.
 * @param {string | null} named by the address
 */
export function useProperty(named) {
  const { api } = useDesk();
  const { data, error, loading, reload } = useLoaded(() => api.properties.list(), [api]);
  const find = (/** @type {string | null} */ id) => data?.find((one) => one.id === id);
  const property = find(named) ?? find(sessionStorage.getItem(LAST)) ?? data?.[0] ?? null;
  useEffect(() => {
    if (property) sessionStorage.setItem(LAST, property.id);
  }, [property]);
  return { properties: data, property, error, loading, reload };
}

/** @param {{properties: Property[], property: Property, onChoose: (id: string) => void}} props */
export function PropertyChoice({ properties, property, onChoose }) {
  if (properties.length < 2) return html`<bdi class="muted">${property.name}</bdi>`;
  return html`<label class="beside-label"
    ><span>${t("Property")}</span>
    <select
      value=${property.id}
      onChange=${(/** @type {import("../../shared/ui.js").FieldEvent} */ event) => onChoose(event.currentTarget.value)}
    >
      ${properties.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
    </select>
  </label>`;
}

export const NoProperty = () =>
  html`<div class="empty panel">
    <h2>${t("There is no property yet")}</h2>
    <p>
      ${t("A property is the place that takes bookings: its address, its clock, its check-in.")}
    </p>
    <a class="button" href=${settingsHref("properties", "new")}>${t("Add a property")}</a>
  </div>`;
