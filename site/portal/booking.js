/**
 * The booking as this page knows it: loaded, refreshed when it may have changed, and replaced by what
 * each action answers.
 */
import { useCallback, useEffect, useRef, useState } from "../shared/ui.js";
import { chosenLanguage, useLanguage } from "../shared/words.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */
/** @typedef {import("../shared/client.js").Client} Client */

/**
 * What the sections that change a booking work with.
 * @typedef {{page: BookingPage, client: Client, replace: (page: BookingPage) => void,
 *   refresh: () => Promise<void>}} Section
 */

/**
 * @typedef {object} Loaded
 * @property {BookingPage | null} page
 * @property {Error | null} error of the last attempt; with a page it means that the page may be old
 * @property {() => Promise<void>} refresh never rejects
 * @property {(page: BookingPage) => void} replace
 */

/** A page that was hidden for less than this is not asked for again. */
const fresh = 20_000;

/**
 * @param {Client} client
 * @param {string} code
 * @returns {Loaded}
 */
export function useBooking(client, code) {
  const [page, setPage] = useState(/** @type {BookingPage | null} */ (null));
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const asked = useRef(0);
  const askedIn = useRef(/** @type {string | null} */ (null));
  const spoken = useLanguage();
  const loadedAt = useRef(0);

  const replace = useCallback((/** @type {BookingPage} */ next) => {
    asked.current += 1;
    loadedAt.current = Date.now();
    setPage(next);
    setError(null);
  }, []);

  const refresh = useCallback(async () => {
    const turn = (asked.current += 1);
    askedIn.current = chosenLanguage();
    try {
      const next = await client.get(`/bookings/${encodeURIComponent(code)}`);
      // A later question, or an action's answer, is newer than this one.
      if (turn === asked.current) replace(next);
    } catch (problem) {
      if (turn === asked.current) setError(/** @type {Error} */ (problem));
    }
  }, [client, code]);

  useEffect(() => {
    setPage(null);
    setError(null);
    refresh();
    const comeBack = (/** @type {Event} */ event) => {
      if (document.hidden) return;
      const restored = event instanceof PageTransitionEvent && event.persisted;
      const network = event.type === "online";
      if (restored || network || Date.now() - loadedAt.current > fresh) refresh();
    };
    document.addEventListener("visibilitychange", comeBack);
    addEventListener("pageshow", comeBack);
    addEventListener("online", comeBack);
    return () => {
      document.removeEventListener("visibilitychange", comeBack);
      removeEventListener("pageshow", comeBack);
      removeEventListener("online", comeBack);
    };
  }, [refresh]);

  // What the business wrote comes in the language that the reader chose, too.
  useEffect(() => {
    if (page && askedIn.current !== chosenLanguage()) refresh();
  }, [page === null, spoken]);

  return { page, error, refresh, replace };
}

/**
 * What a guest is to do next. The order is the booking's own: agree, secure it, tell who comes, pay.
 * @param {BookingPage} page
 * @returns {"confirm" | "unconfirmed" | "hold" | "request" | "deposit" | "checkIn" | "balance" | "done" | "completed" | "no_show" | "cancelled"}
 */
export function nextThing({ booking, actions, payments, check_in }) {
  if (booking.status === "pending" && booking.awaits === "payment") return "hold";
  if (booking.status === "pending" && booking.awaits === "staff") return "request";
  if (booking.status === "pending") return actions.confirm.available ? "confirm" : "unconfirmed";
  if (booking.status !== "confirmed") return booking.status;
  if (actions.pay_deposit.available && payments.deposit_due.amount > 0) return "deposit";
  if (actions.check_in.available && check_in.fields.length && !check_in.complete) return "checkIn";
  if (actions.pay_balance.available && payments.balance.amount > 0) return "balance";
  return "done";
}

/**
 * The stations of a booking and where it stands, leaving out those it doesn't have.
 * @param {BookingPage} page
 * @returns {{id: "confirm" | "deposit" | "checkIn" | "balance", done: boolean, next: boolean}[]}
 */
export function stations(page) {
  const { booking, payments, check_in } = page;
  const thing = nextThing(page);
  const next = thing === "hold" ? "deposit" : thing;
  // Who books by themselves need not confirm it as well.
  const asked = !booking.bookable || booking.awaits === "guest";
  const paidInFull = payments.total.amount > 0 && payments.balance.amount === 0;
  /** @type {{id: "confirm" | "deposit" | "checkIn" | "balance", has: boolean, done: boolean}[]} */
  const all = [
    { id: "confirm", has: asked, done: booking.status !== "pending" },
    {
      id: "deposit",
      has: payments.deposit.amount > 0,
      done: payments.deposit_due.amount === 0,
    },
    { id: "checkIn", has: check_in.fields.length > 0, done: check_in.complete },
    {
      id: "balance",
      has: payments.total.amount > payments.deposit.amount,
      done: paidInFull,
    },
  ];
  return all
    .filter(({ has }) => has)
    .map(({ id, done }) => ({ id, done, next: id === next && !done }));
}
