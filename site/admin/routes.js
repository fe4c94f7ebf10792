/**
 * Where in the desk we are: the address's hash, so that every view can be shared and reloaded.
 */

/** @typedef {{name: "bookings", query: URLSearchParams}} BookingsRoute */
/** @typedef {{name: "booking", code: string}} BookingRoute */
/** @typedef {{name: "new"}} NewRoute */
/** @typedef {{name: "settings", section: string, item: string | null}} SettingsRoute */
/**
 * @typedef {{name: "catalog", property: string | null, section: string, item: string | null}} CatalogRoute
 */
/** @typedef {{name: "timeline" | "calendar", query: URLSearchParams}} PlanRoute */
/** @typedef {{name: "unknown"}} UnknownRoute */
/**
 * @typedef {BookingsRoute | BookingRoute | NewRoute | SettingsRoute | CatalogRoute | PlanRoute |
 *   UnknownRoute} Route
 */

/**
 * @param {string} hash "#/bookings?status=pending"
 * @returns {Route}
 */
export function parseRoute(hash) {
  const [path, query = ""] = hash.replace(/^#/, "").split("?", 2);
  const [area = "", first, second, third] = path.split("/").filter(Boolean).map(decoded);
  if (area === "" || (area === "bookings" && first === undefined)) {
    return { name: "bookings", query: new URLSearchParams(query) };
  }
  if (area === "bookings" && first === "new") return { name: "new" };
  if (area === "bookings") return { name: "booking", code: first.toUpperCase() };
  if (area === "settings") {
    return { name: "settings", section: first ?? "brand", item: second ?? null };
  }
  if (area === "catalog") {
    const section = second ?? "products";
    return { name: "catalog", property: first ?? null, section, item: third ?? null };
  }
  if (area === "timeline" || area === "calendar") {
    return { name: area, query: new URLSearchParams(query) };
  }
  return { name: "unknown" };
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** @param {Record<string, string>} [filters] */
export function bookingsHref(filters = {}) {
  const query = new URLSearchParams(filters).toString();
  return query ? `#/bookings?${query}` : "#/bookings";
}

/** @param {string} code */
export const bookingHref = (code) => `#/bookings/${encodeURIComponent(code)}`;

export const newBookingHref = "#/bookings/new";

/** @param {string} section @param {string} [item] */
export const settingsHref = (section, item) =>
  item ? `#/settings/${section}/${encodeURIComponent(item)}` : `#/settings/${section}`;

/** @param {string} [property] @param {string} [section] @param {string} [item] */
export const catalogHref = (property, section, item) =>
  ["#/catalog", property, section, item]
    .filter((part) => part !== undefined)
    .map((part, index) => (index ? encodeURIComponent(part ?? "") : part))
    .join("/");

/** @param {"timeline" | "calendar"} view @param {Record<string, string>} [query] */
export const planHref = (view, query = {}) => {
  const text = new URLSearchParams(query).toString();
  return text ? `#/${view}?${text}` : `#/${view}`;
};
