/**
 * Sending the booking. As long as nobody knows whether an attempt arrived, it is repeated as it was,
 * under its own key, so that there is one booking in the end and not two.
 */
import { createClient, Problem } from "../shared/api.js";
import { storage } from "../shared/tab-storage.js";
import { leave } from "./frame.js";

/** @typedef {import("../shared/client.js").Client} Client */
/** @typedef {import("../generated/api.js").BookedView} Booked */

const attempted = "lobby:book:attempt";
const made = "lobby:book:made";

/** Whether an attempt was sent and never answered. */
export const isOpen = () => storage.get(attempted) !== null;

/**
 * Sends the booking, or the attempt before it that has no answer yet.
 * @param {Client} client
 * @param {import("../generated/api.js").OrderForm} body
 * @returns {Promise<Booked>}
 */
export async function send(client, body) {
  const attempt = /** @type {{key: string, body: typeof body}} */ (
    storage.get(attempted) ?? { key: crypto.randomUUID(), body }
  );
  storage.set(attempted, attempt);
  const headers = { "Idempotency-Key": attempt.key };
  try {
    const booked = await client.post("/bookings", attempt.body, { headers });
    storage.set(made, { code: booked.code, link: booked.link, awaits: booked.awaits });
    storage.set(attempted, null);
    return booked;
  } catch (problem) {
    if (problem instanceof Problem && problem.status < 500) storage.set(attempted, null);
    throw problem;
  }
}

/** @typedef {Pick<Booked, "code" | "link" | "awaits">} Made */

/** The booking that was made in this tab last. */
export const lastMade = () => /** @type {Made | null} */ (storage.get(made));

/**
 * Goes on to the payment if the booking waits for it, otherwise to the booking's own page.
 * @param {string} base the API's address
 * @param {Made} booked
 * @param {boolean} embedded
 */
export async function goOn(base, { code, link, awaits }, embedded) {
  if (awaits !== "payment") return leave(link);
  const url = new URL(link);
  const secret = url.hash.slice(1);
  if (embedded) {
    // The frame's memory is not the page's: the booking's page itself has to begin the payment, so
    // that it knows its guest when they come back.
    url.searchParams.set("pay", "deposit");
    return leave(url.href);
  }
  try {
    const client = createClient({ base, token: () => secret });
    const { checkout_url } = await client.post(`/bookings/${code}/payments`, { kind: "deposit" });
    storage.set(`lobby:secret:${code}`, secret);
    storage.set(`lobby:payment:${code}`, { paid: 0 });
    return leave(checkout_url);
  } catch {
    // The booking's page says what is wrong and has the way to pay.
    return leave(link);
  }
}
