/**
 * Booking again: the link of an earlier booking tells what it was.
 */
import { createClient, Problem } from "../shared/api.js";
import { storage } from "../shared/tab-storage.js";
import { repeated } from "./draft.js";

const key = "lobby:book:again";

/**
 * Reads `?again=1#<code>.<secret>`, takes the secret out of the address and asks for the selection.
 * @param {string} base the API's address
 * @returns {Promise<{draft: import("./draft.js").Draft | null} | null>} null when nothing is to be
 *   repeated, no draft when the link opens no booking
 */
export async function readAgain(base) {
  const link = /^#([^./]+)\.(.+)$/.exec(location.hash);
  if (new URLSearchParams(location.search).has("again") && link) {
    storage.set(key, { code: link[1], secret: link[2] });
    history.replaceState(history.state, "", location.pathname);
  }
  const kept = /** @type {{code: string, secret: string} | null} */ (storage.get(key));
  if (!kept) return null;
  const { code, secret } = kept;
  try {
    const client = createClient({ base, token: () => secret });
    const again = await client.get(`/bookings/${encodeURIComponent(code)}/selection`);
    storage.set(key, null);
    return { draft: repeated(again) };
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
    storage.set(key, null);
    return { draft: null };
  }
}
