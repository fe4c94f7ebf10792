/**
 * The API as the pages see it: JSON in and out, and every refusal as one kind of error.
 */
import { sentence } from "./words.js";

/**
 * What the API refused, from its problem document (RFC 9457). An answer that is no problem document
 * (a gateway's own error page, for instance) becomes one with what is known.
 */
export class Problem extends Error {
  /**
   * @param {number} status HTTP status
   * @param {Partial<import("../generated/api.js").Problem>} document
   * @param {string | null} reference what support needs to find the request, if the answer names it
   */
  constructor(status, document, reference) {
    super(document.detail || document.title || `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    /** `not-found`, `invalid-request`, ...: the last part of the problem's type. */
    this.slug =
      String(document.type ?? "")
        .split(":")
        .pop() || fallbackSlug(status);
    this.title = String(document.title ?? "");
    /** Text for people, may be empty. */
    this.detail = String(document.detail ?? "");
    this.errors = Array.isArray(document.errors) ? document.errors : [];
    /** A stable word for why, and the values of its sentence. */
    this.code = document.code;
    this.params = document.params;
    this.since = document.since;
    this.reference = reference;
  }

  /** What happened, in the reader's language where the page knows the code. */
  get said() {
    return said({ code: this.code, params: this.params, text: this.detail });
  }

  /**
   * The messages for one field and those below it, by the rest of the path.
   * `answers.diet` with prefix `answers` gives `{diet: "..."}`.
   * @param {string} [prefix]
   * @returns {Record<string, string>}
   */
  byField(prefix = "") {
    /** @type {Record<string, string>} */
    const found = {};
    for (const { field, code, params, message } of this.errors) {
      const path =
        prefix && field.startsWith(`${prefix}.`) ? field.slice(prefix.length + 1) : field;
      found[path] ??= said({ code, params, text: message });
    }
    return found;
  }
}

/**
 * A code of the API in the reader's language; its English text where this page does not know it.
 * @param {{code?: string | null | undefined, params?: Record<string, unknown> | null | undefined,
 *   text?: string | null | undefined}} reason
 */
export const said = ({ code, params, text }) => sentence(code, params ?? {}) || (text ?? "");

/** Nothing answered: no network, a timeout, or a browser that gave up. */
export class Unreachable extends Error {
  constructor() {
    super("The server could not be reached.");
    this.name = "Unreachable";
  }
}

/** @param {number} status */
function fallbackSlug(status) {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 404) return "not-found";
  return status >= 500 ? "internal" : `http-${status}`;
}

/** Answers worth another try when the request changes nothing. */
const passing = new Set([429, 502, 503, 504]);
const retryAfter = [400, 1200];

/** @param {number} ms */
const pause = (ms) =>
  new Promise((resolve) => setTimeout(resolve, ms * (0.75 + Math.random() / 2)));

/**
 * The settings written at deployment: the API's address and how staff sign in.
 * @returns {Promise<{api: string, sign_in?: {domain: string, client_id: string, redirect_uri: string}}>}
 * @throws {Unreachable | Problem}
 */
export async function loadConfig() {
  const response = await attempt("/config.json", {}, 15_000);
  if (!response.ok) throw await asProblem(response);
  return response.json();
}

/**
 * @typedef {import("./client.js").Options & {body?: unknown, query?: object | undefined, accept?: string}} Send
 */

/**
 * A client for one API and one key.
 *
 * Requests that change nothing are tried again when the network or a gateway fails for a moment;
 * the others are sent once, because the caller knows better whether to repeat them.
 *
 * @param {object} settings
 * @param {string} settings.base the API's address, with or without a slash at its end
 * @param {() => string | null | Promise<string | null>} settings.token the bearer token, asked for each request
 * @param {() => Promise<boolean>} [settings.renew] gets another token, once, for a request that was
 *   refused with the one it had
 * @param {() => string | null} [settings.language] the language that the reader chose; what the
 *   browser asks for comes after it
 * @param {number} [settings.timeout] milliseconds
 * @returns {import("./client.js").Client}
 */
export function createClient({ base, token, renew, language, timeout = 30_000 }) {
  const root = base.replace(/\/$/, "");

  /**
   * @param {string} method
   * @param {string} path
   * @param {Send} [options]
   * @returns {Promise<Response>}
   */
  async function request(
    method,
    path,
    { body, query, signal, headers: more, accept = "application/json" } = {},
  ) {
    /** @type {Record<string, string>} */
    const headers = { Accept: `${accept}, application/problem+json`, ...more };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const init = {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: /** @type {const} */ ("no-store"),
      credentials: /** @type {const} */ ("omit"),
      signal,
    };
    const url = root + path + search({ ...query, language: language?.() });
    let renewed = false;
    for (let tries = 0; ; tries += 1) {
      const again = method === "GET" && tries < retryAfter.length;
      const bearer = await token();
      if (bearer) headers.Authorization = `Bearer ${bearer}`;
      try {
        const response = await attempt(url, init, timeout);
        if (response.ok) return response;
        if (response.status === 401 && renew && !renewed) {
          renewed = true;
          if (await renew()) continue;
        }
        if (!(again && passing.has(response.status))) throw await asProblem(response);
      } catch (error) {
        if (!(error instanceof Unreachable && again) || !navigator.onLine) throw error;
      }
      await pause(retryAfter[tries]);
    }
  }

  /**
   * The answer is taken for what the API document says that it is.
   * @param {string} method
   * @returns {(path: string, options?: Send) => Promise<never>}
   */
  const json = (method) => async (path, options) => {
    const response = await request(method, path, options);
    return /** @type {never} */ (response.status === 204 ? null : await response.json());
  };

  return {
    get: json("GET"),
    /** @param {string} path @param {unknown} [body] @param {Send} [options] */
    post: (path, body = {}, options = {}) => json("POST")(path, { ...options, body }),
    /** @param {string} path @param {unknown} body */
    put: (path, body) => json("PUT")(path, { body }),
    delete: json("DELETE"),
    /**
     * A file, with the name the server gives it.
     * @param {string} path
     * @param {string} accept media type
     * @param {string} name used when the server gives none
     */
    async file(path, accept, name) {
      const response = await request("GET", path, { accept });
      const named = fileName(response.headers.get("Content-Disposition"));
      return { blob: await response.blob(), name: named ?? name };
    },
  };
}

/**
 * @param {string} url
 * @param {RequestInit} init
 * @param {number} timeout
 */
async function attempt(url, init, timeout) {
  const limit = AbortSignal.timeout(timeout);
  const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
  try {
    return await fetch(url, { ...init, signal });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Unreachable();
  }
}

/** @param {Response} response */
async function asProblem(response) {
  /** @type {Partial<import("../generated/api.js").Problem>} */
  let document = {};
  try {
    document = (await response.json()) ?? {};
  } catch {
    // An answer without JSON says all it can by its status.
  }
  // The API names its request in the document, a gateway in front of it in a header.
  const instance = String(document.instance ?? "")
    .split(":")
    .pop();
  const reference = instance || response.headers.get("x-amzn-requestid");
  return new Problem(response.status, document, reference);
}

/** @param {object} [query] */
function search(query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "")
      parameters.append(name, String(value));
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

/**
 * The file name in a Content-Disposition header (RFC 6266), the extended form first.
 * @param {string | null} header
 */
function fileName(header) {
  if (!header) return null;
  const extended = /filename\*\s*=\s*UTF-8'[^']*'([^;]+)/i.exec(header);
  if (extended) return decodeURIComponent(extended[1].trim());
  return /filename\s*=\s*"?([^";]+)"?/i.exec(header)?.[1].trim() ?? null;
}

/**
 * Hands a file to the browser's downloads.
 * @param {{blob: Blob, name: string}} file
 */
export function saveFile({ blob, name }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own hold on the data once it began; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
