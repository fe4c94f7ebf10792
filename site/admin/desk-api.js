/**
 * The staff API, one function per operation of the desk.
 */
import { createClient, Problem } from "../shared/api.js";

/**
 * @param {string} base the API's address
 * @param {import("./session/session.js").Session} session
 */
export function createDeskApi(base, session) {
  const client = createClient({ base, token: session.token });

  /**
   * A 401 may only mean that the token was revoked or the clock is off: renew it once, then give up.
   * @template T
   * @param {() => Promise<T>} send
   * @returns {Promise<T>}
   */
  async function authorized(send) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      if (!(await session.renew())) throw error;
      return send();
    }
  }

  const get = (/** @type {string} */ path, /** @type {any} */ options = {}) =>
    authorized(() => client.get(path, options));
  const post = (
    /** @type {string} */ path,
    /** @type {any} */ body = {},
    /** @type {any} */ options = {},
  ) => authorized(() => client.post(path, body, options));
  const put = (/** @type {string} */ path, /** @type {any} */ body) =>
    authorized(() => client.put(path, body));
  const remove = (/** @type {string} */ path, /** @type {any} */ options = {}) =>
    authorized(() => client.delete(path, options));

  const booking = (/** @type {string} */ code) => `/staff/bookings/${encodeURIComponent(code)}`;

  /**
   * A list of settings that can be added to, edited and removed from.
   * @param {string} path
   */
  const collection = (path) => {
    const one = (/** @type {string} */ id) => `${path}/${encodeURIComponent(id)}`;
    return {
      list: async () => (await get(path)).items,
      add: (/** @type {any} */ body) => post(path, body),
      save: (/** @type {string} */ id, /** @type {any} */ body) => put(one(id), body),
      remove: (/** @type {string} */ id) => remove(one(id)),
    };
  };

  /** @param {string} path */
  const single = (path) => ({
    read: () => get(path),
    save: (/** @type {any} */ body) => put(path, body),
  });

  /** What one property sells. @param {string} property */
  const catalog = (property) => {
    const path = `/staff/catalog/${encodeURIComponent(property)}`;
    return {
      read: () => get(path),
      selling: single(`${path}/selling`),
      /** @param {string} kind "products" */
      of: (kind) => collection(`${path}/${kind}`),
      calendar: (
        /** @type {Record<string, string>} */ query,
        /** @type {AbortSignal | undefined} */ signal,
      ) => get(`${path}/calendar`, { query, signal }),
      override: (/** @type {any} */ body) => put(`${path}/overrides`, body),
      close: (/** @type {any} */ body) => post(`${path}/closures`, body),
      /** @param {string} id */
      reopen: (id) => remove(`${path}/closures/${encodeURIComponent(id)}`),
      feedAddress: async (/** @type {string} */ unit) =>
        (await get(`${path}/units/${encodeURIComponent(unit)}/feed`)).url,
    };
  };

  const webhooks = "/staff/webhooks";
  const secret = (/** @type {string} */ id) => `${webhooks}/${encodeURIComponent(id)}/secret`;

  return {
    bookings: (/** @type {Record<string, string>} */ query, /** @type {AbortSignal} */ signal) =>
      get("/staff/bookings", { query, signal }),
    booking: (/** @type {string} */ code, /** @type {AbortSignal | undefined} */ signal) =>
      get(booking(code), { signal }),
    /**
     * @param {any} body
     * @param {string} key the same for every try of one booking, so that it is made once
     */
    createBooking: (body, key) =>
      post("/staff/bookings", body, { headers: { "Idempotency-Key": key } }),
    resendConfirmation: (/** @type {string} */ code) => post(`${booking(code)}/confirmation-email`),
    rotateLink: (/** @type {string} */ code) => post(`${booking(code)}/link`, { rotate: true }),
    cancellationQuote: (/** @type {string} */ code) => get(`${booking(code)}/cancellation-quote`),
    cancel: (/** @type {string} */ code, /** @type {any} */ body) =>
      post(`${booking(code)}/cancellation`, body),
    accept: (/** @type {string} */ code) => post(`${booking(code)}/acceptance`),
    rescheduleQuote: (/** @type {string} */ code, /** @type {any} */ body) =>
      post(`${booking(code)}/reschedule-quote`, body),
    reschedule: (/** @type {string} */ code, /** @type {any} */ body) =>
      post(`${booking(code)}/reschedule`, body),
    timeline: (/** @type {Record<string, any>} */ query, /** @type {AbortSignal} */ signal) =>
      get("/staff/timeline", { query, signal }),
    catalog,
    /** Keeps a picture and answers with its path. @param {string} picture a data URI */
    keepPicture: async (picture) => (await post("/staff/pictures", { picture })).url,
    agencies: collection("/staff/agencies"),
    startExport: (/** @type {Record<string, string>} */ filters) =>
      post("/staff/exports", { filters }),
    export: (/** @type {string} */ id) => get(`/staff/exports/${encodeURIComponent(id)}`),
    brand: single("/staff/settings/brand"),
    terms: single("/staff/settings/terms"),
    seller: single("/staff/settings/seller"),
    policies: collection("/staff/settings/policies"),
    properties: collection("/staff/settings/properties"),
    fields: collection("/staff/fields"),
    webhooks: {
      ...collection(webhooks),
      secret: async (/** @type {string} */ id) => (await get(secret(id))).secret,
      rotateSecret: async (/** @type {string} */ id) => (await post(secret(id))).secret,
    },
  };
}

/** @typedef {ReturnType<typeof createDeskApi>} DeskApi */
