/**
 * The staff API, one function per operation of the desk.
 */
import { createClient } from "../shared/api.js";

/** @import {Answer, Body, Query} from "../shared/client.js" */
/** @import * as Api from "../generated/api.js" */

/** @typedef {"/staff/agencies" | "/staff/fields" | "/staff/webhooks" | "/staff/settings/policies" | "/staff/settings/properties"} ListPath */
/** @typedef {"brand" | "languages" | "terms" | "seller"} SingleName */
/** @typedef {"products" | "people" | "rates" | "extras" | "packages" | "promotions" | "feeds"} SortName what a catalogue is made of */
/** @typedef {`/staff/catalog/${string}/${SortName}`} SortPath */

/**
 * Records that can be added to, edited and removed from.
 * @template {ListPath | SortPath} Path
 * @typedef {object} Collection
 * @property {(body: Body<"POST", Path>) => Promise<Answer<"POST", Path>>} add
 * @property {(id: string, body: Body<"PUT", `${Path}/${string}`>) => Promise<Answer<"PUT", `${Path}/${string}`>>} save
 * @property {(id: string) => Promise<null>} remove
 */

/** @template Listed @typedef {Listed extends {items: infer Items} ? Items : never} Items */

/**
 * @template {ListPath} Path
 * @typedef {Collection<Path> & {list: () => Promise<Items<Answer<"GET", Path>>>}} List
 */

/**
 * The client for paths that are put together: what they are asked and answer stands with each use.
 * @typedef {object} Loose
 * @property {(path: string) => Promise<never>} get
 * @property {(path: string, body: unknown) => Promise<never>} post
 * @property {(path: string, body: unknown) => Promise<never>} put
 * @property {(path: string) => Promise<never>} delete
 */

/**
 * @param {string} base the API's address
 * @param {import("./session/session.js").Session} session
 */
export function createDeskApi(base, session) {
  // A 401 may only mean that the token was revoked or the clock is off.
  const client = createClient({
    base,
    token: session.token,
    renew: async () => (await session.renew()) !== null,
  });
  const loose = /** @type {Loose} */ (/** @type {unknown} */ (client));
  const encoded = encodeURIComponent;

  /** @template {ListPath | SortPath} Path @param {Path} path @returns {Collection<Path>} */
  const collection = (path) => ({
    add: (body) => loose.post(path, body),
    save: (id, body) => loose.put(`${path}/${encoded(id)}`, body),
    remove: (id) => loose.delete(`${path}/${encoded(id)}`),
  });

  /** @template {ListPath} Path @param {Path} path @returns {List<Path>} */
  const list = (path) => ({
    ...collection(path),
    list: async () => /** @type {{items: never}} */ (await loose.get(path)).items,
  });

  /**
   * @template {SingleName} Name
   * @param {Name} name
   * @returns {{read: () => Promise<Answer<"GET", `/staff/settings/${Name}`>>,
   *   save: (body: Body<"PUT", `/staff/settings/${Name}`>) => Promise<Answer<"PUT", `/staff/settings/${Name}`>>}}
   */
  const single = (name) => ({
    read: () => loose.get(`/staff/settings/${name}`),
    save: (body) => loose.put(`/staff/settings/${name}`, body),
  });

  /** What one property sells. @param {string} property */
  const catalog = (property) => {
    const own = encoded(property);
    return {
      read: () => client.get(`/staff/catalog/${own}`),
      /** @param {Api.SellingForm} body */
      saveSelling: (body) => client.put(`/staff/catalog/${own}/selling`, body),
      /** @template {SortName} Name @param {Name} name @returns {Collection<`/staff/catalog/${string}/${Name}`>} */
      of: (name) => collection(`/staff/catalog/${own}/${name}`),
      /** @param {Query<`/staff/catalog/${string}/calendar`>} query @param {AbortSignal | undefined} signal */
      calendar: (query, signal) => client.get(`/staff/catalog/${own}/calendar`, { query, signal }),
      /** @param {Api.OverridesForm} body */
      override: (body) => client.put(`/staff/catalog/${own}/overrides`, body),
      /** @param {Api.ClosureForm} body */
      close: (body) => client.post(`/staff/catalog/${own}/closures`, body),
      /** @param {string} id */
      reopen: (id) => client.delete(`/staff/catalog/${own}/closures/${encoded(id)}`),
      /** @param {string} unit */
      feedAddress: async (unit) =>
        (await client.get(`/staff/catalog/${own}/units/${encoded(unit)}/feed`)).url,
    };
  };

  return {
    /** @param {Query<"/staff/bookings">} query @param {AbortSignal} signal */
    bookings: (query, signal) => client.get("/staff/bookings", { query, signal }),
    /** @param {string} code @param {AbortSignal | undefined} signal */
    booking: (code, signal) => client.get(`/staff/bookings/${encoded(code)}`, { signal }),
    /**
     * @param {Api.BookingForm} body
     * @param {string} key the same for every try of one booking, so that it is made once
     */
    createBooking: (body, key) =>
      client.post("/staff/bookings", body, { headers: { "Idempotency-Key": key } }),
    /** @param {string} code */
    resendConfirmation: (code) =>
      client.post(`/staff/bookings/${encoded(code)}/confirmation-email`),
    /** @param {string} code */
    rotateLink: (code) => client.post(`/staff/bookings/${encoded(code)}/link`, { rotate: true }),
    /** @param {string} code */
    cancellationQuote: (code) => client.get(`/staff/bookings/${encoded(code)}/cancellation-quote`),
    /** @param {string} code @param {Api.StaffCancellation} body */
    cancel: (code, body) => client.post(`/staff/bookings/${encoded(code)}/cancellation`, body),
    /** @param {string} code */
    accept: (code) => client.post(`/staff/bookings/${encoded(code)}/acceptance`),
    /** @param {string} code @param {Api.DeskMove} body */
    rescheduleQuote: (code, body) =>
      client.post(`/staff/bookings/${encoded(code)}/reschedule-quote`, body),
    /** @param {string} code @param {Api.DeskMove} body */
    reschedule: (code, body) => client.post(`/staff/bookings/${encoded(code)}/reschedule`, body),
    /** @param {Query<"/staff/timeline">} query @param {AbortSignal} signal */
    timeline: (query, signal) => client.get("/staff/timeline", { query, signal }),
    catalog,
    /** Keeps a picture and answers with its path. @param {string} picture a data URI */
    keepPicture: async (picture) => (await client.post("/staff/pictures", { picture })).url,
    agencies: list("/staff/agencies"),
    /** @param {Api.Filters} filters */
    startExport: (filters) => client.post("/staff/exports", { filters }),
    /** @param {string} id */
    export: (id) => client.get(`/staff/exports/${encoded(id)}`),
    brand: single("brand"),
    languages: single("languages"),
    terms: single("terms"),
    seller: single("seller"),
    policies: list("/staff/settings/policies"),
    properties: list("/staff/settings/properties"),
    fields: list("/staff/fields"),
    webhooks: {
      ...list("/staff/webhooks"),
      /** @param {string} id */
      secret: async (id) => (await client.get(`/staff/webhooks/${encoded(id)}/secret`)).secret,
      /** @param {string} id */
      rotateSecret: async (id) =>
        (await client.post(`/staff/webhooks/${encoded(id)}/secret`)).secret,
    },
  };
}

/** @typedef {ReturnType<typeof createDeskApi>} DeskApi */
