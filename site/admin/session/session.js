/**
 * Who is signed in, by Cognito's hosted pages: authorization code flow with PKCE.
 *
 * Tokens live in this tab's sessionStorage and nowhere else; closing the tab forgets them. Each tab
 * signs in for itself, which is one click while the hosted session lasts.
 */
import { challengeOf, randomKey } from "./pkce.js";
import { t } from "../../shared/words.js";

/** @typedef {{domain: string, client_id: string, redirect_uri: string}} SignInSettings */
/** @typedef {{id_token: string, refresh_token: string | null, expires_at: number}} Tokens */

const TOKENS = "lobby.desk.tokens";
const ATTEMPT = "lobby.desk.sign-in";
/** A token this close to its end (ms) is renewed before it is used. */
const MARGIN = 60_000;
/** Everything that the desk keeps in sessionStorage begins like this. */
const OURS = "lobby.desk.";

/** Why a sign-in did not work out, in words for the signed-out page. */
export class SignInError extends Error {}

/** @template T @param {string} name @returns {T | null} */
function recall(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {SignInSettings} settings
 */
export function createSession(settings) {
  const { domain, client_id, redirect_uri } = settings;
  /** @type {Tokens | null} */
  let tokens = recall(TOKENS);
  /** @type {Promise<string | null> | null} */
  let renewal = null;
  /** @type {Set<() => void>} */
  const onEnd = new Set();

  /** @param {{id_token: string, refresh_token?: string, expires_in: number}} answer */
  function keep(answer) {
    tokens = {
      id_token: answer.id_token,
      refresh_token: answer.refresh_token ?? tokens?.refresh_token ?? null,
      expires_at: Date.now() + answer.expires_in * 1000,
    };
    sessionStorage.setItem(TOKENS, JSON.stringify(tokens));
  }

  function end() {
    tokens = null;
    sessionStorage.removeItem(TOKENS);
    for (const tell of onEnd) tell();
  }

  /**
   * @param {Record<string, string>} form
   * @returns {Promise<Response>}
   */
  const exchange = (form) =>
    fetch(`${domain}/oauth2/token`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ client_id, ...form }),
      signal: AbortSignal.timeout(20_000),
    });

  /** Leaves for the hosted sign-in; comes back to the route that is open now. */
  async function begin() {
    const verifier = randomKey();
    const state = randomKey();
    sessionStorage.setItem(ATTEMPT, JSON.stringify({ state, verifier, route: location.hash }));
    const query = new URLSearchParams({
      response_type: "code",
      client_id,
      redirect_uri,
      scope: "openid email profile",
      state,
      code_challenge: await challengeOf(verifier),
      code_challenge_method: "S256",
    });
    location.assign(`${domain}/oauth2/authorize?${query}`);
  }

  /**
   * Takes up the answer of the hosted pages if this address carries one, and cleans the address.
   * @throws {SignInError}
   */
  async function finish() {
    const query = new URLSearchParams(location.search);
    if (!query.has("code") && !query.has("error")) return;
    /** @type {{state: string, verifier: string, route: string} | null} */
    const attempt = recall(ATTEMPT);
    sessionStorage.removeItem(ATTEMPT);
    history.replaceState(null, "", location.pathname + (attempt?.route ?? ""));
    if (!attempt || query.get("state") !== attempt.state) {
      throw new SignInError(
        t("This sign-in was not started in this tab, so it was not used. Please sign in again."),
      );
    }
    if (query.has("error")) {
      const said = query.get("error_description") ?? query.get("error");
      throw new SignInError(t("The sign-in page answered: {said}", { said }));
    }
    let response;
    try {
      response = await exchange({
        grant_type: "authorization_code",
        code: query.get("code") ?? "",
        redirect_uri,
        code_verifier: attempt.verifier,
      });
    } catch {
      throw new SignInError(t("The sign-in service could not be reached. Please sign in again."));
    }
    if (!response.ok)
      throw new SignInError(t("The sign-in was not accepted. Please sign in again."));
    keep(await response.json());
  }

  /**
   * One renewal at a time, however many requests wait for it. A refusal ends the session; a network
   * failure does not, because the token may still be good for the next try.
   * @returns {Promise<string | null>}
   */
  function renew() {
    renewal ??= (async () => {
      try {
        if (!tokens?.refresh_token) {
          end();
          return null;
        }
        const response = await exchange({
          grant_type: "refresh_token",
          refresh_token: tokens.refresh_token,
        });
        if (response.ok) keep(await response.json());
        else if (response.status < 500) end();
      } catch {
        // The request that needed the token reports that nothing can be reached.
      } finally {
        renewal = null;
      }
      return tokens?.id_token ?? null;
    })();
    return renewal;
  }

  /** The ID token for a request, renewed shortly before its end. */
  async function token() {
    if (!tokens) return null;
    return tokens.expires_at - Date.now() > MARGIN ? tokens.id_token : renew();
  }

  /** Forgets everything in this tab, then ends the hosted session too. */
  function signOut() {
    if (tokens?.refresh_token) {
      const body = new URLSearchParams({ client_id, token: tokens.refresh_token });
      // The page is about to go away; whether the revocation arrived changes nothing for it.
      fetch(`${domain}/oauth2/revoke`, { method: "POST", body, keepalive: true }).catch(() => {});
    }
    tokens = null;
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(OURS)) sessionStorage.removeItem(name);
    }
    location.assign(
      `${domain}/logout?${new URLSearchParams({ client_id, logout_uri: redirect_uri })}`,
    );
  }

  return {
    begin,
    finish,
    token,
    renew,
    signOut,
    signedIn: () => tokens !== null,
    /** The email address in the ID token; for showing only, the API is who checks the token. */
    email: () => (tokens ? emailIn(tokens.id_token) : null),
    /** @param {() => void} tell called when the session has ended by itself */
    whenEnded(tell) {
      onEnd.add(tell);
      return () => onEnd.delete(tell);
    },
  };
}

/** @typedef {ReturnType<typeof createSession>} Session */

/** @param {string} token @returns {string | null} */
function emailIn(token) {
  try {
    const payload = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)).email ?? null;
  } catch {
    return null;
  }
}
