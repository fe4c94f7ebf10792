/**
 * Proof Key for Code Exchange (RFC 7636): the code that comes back through the address bar is worth
 * nothing without the verifier, which never leaves this tab until the exchange.
 */

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** 256 random bits as 43 characters: a verifier or a state. */
export const randomKey = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/**
 * The S256 challenge of a verifier.
 * @param {string} verifier
 */
export async function challengeOf(verifier) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}
