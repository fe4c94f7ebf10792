/**
 * Back from the checkout: waiting until the payment has arrived, and saying so.
 */
import { html, useCallback, useEffect, useState } from "../shared/ui.js";
import { Notice, toast } from "../shared/components.js";
import { t } from "../shared/words.js";
import { forgetReturn, payment } from "./session.js";

/** @typedef {import("../generated/api.js").Page} BookingPage */

/** @typedef {"none" | "waiting" | "slow" | "stopped" | "processing" | "arrived" | "declined"} State */

/**
 * @typedef {object} PaymentReturn
 * @property {State} state
 * @property {number} arrived minor units, 0 if not known
 * @property {() => void} again
 * @property {() => void} reset
 */

/** Seconds between two questions after a checkout; the last one repeats. */
const waits = [1, 1.5, 2, 3, 4, 6, 8, 10, 15];
const slowAfter = 30_000;
const stopAfter = 10 * 60_000;

/**
 * What became of the payment that the guest went away for. The provider tells the API by its own
 * way, so the page asks until the payment shows up: often at first, then more and more rarely, and
 * not while nobody looks.
 *
 * @param {object} settings
 * @param {string} settings.code
 * @param {"yes" | "no" | null} settings.paid what the checkout said by its return address
 * @param {BookingPage | null} settings.page
 * @param {() => Promise<void>} settings.refresh
 * @returns {PaymentReturn}
 */
export function usePaymentReturn({ code, paid, page, refresh }) {
  const [state, setState] = useState(
    /** @type {State} */ (paid === "yes" ? "waiting" : paid === "no" ? "declined" : "none"),
  );
  const [round, setRound] = useState(0);
  const [arrived, setArrived] = useState(0);
  const waiting = ["waiting", "slow", "stopped", "processing"].includes(state);

  useEffect(() => {
    if (state === "declined" || state === "arrived") payment(code).clear();
    if (["declined", "arrived", "stopped"].includes(state)) forgetReturn();
  }, [state, code]);

  useEffect(() => {
    if (!waiting || !page) return;
    const found = outcome(page, payment(code).read()?.paid ?? null);
    if (!found) return;
    setArrived(found.amount);
    setState(found.state);
    if (found.state === "arrived") toast(t("We received your payment. Thank you!"));
  }, [page, waiting, code]);

  const asking = state === "waiting" || state === "slow";
  useEffect(() => {
    if (!asking) return;
    const began = Date.now();
    let tries = 0;
    /** @type {ReturnType<typeof setTimeout>} */
    let timer;
    let over = false;
    const next = () => {
      clearTimeout(timer);
      if (over || document.hidden) return;
      timer = setTimeout(ask, 1000 * waits[Math.min(tries, waits.length - 1)]);
    };
    const ask = async () => {
      tries += 1;
      await refresh();
      if (over) return;
      if (Date.now() - began > stopAfter) setState("stopped");
      else if (Date.now() - began > slowAfter) setState("slow");
      next();
    };
    next();
    const seen = () => {
      if (document.hidden) clearTimeout(timer);
      else ask();
    };
    document.addEventListener("visibilitychange", seen);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [asking, refresh, round]);

  const again = useCallback(() => {
    setState("waiting");
    setRound((count) => count + 1);
    refresh();
  }, [refresh]);
  const reset = useCallback(() => setState("none"), []);
  return { state, arrived, again, reset };
}

/**
 * Whether the payment has arrived or failed by now. Without a note of what had been paid before (a new
 * tab, say), the last payment in the history tells.
 * @param {BookingPage} page
 * @param {number | null} before minor units
 * @returns {{state: "arrived" | "declined" | "processing", amount: number} | null}
 */
function outcome({ payments }, before) {
  const last = payments.history
    .filter((entry) => entry.kind !== "refund")
    .sort((one, other) => one.at.localeCompare(other.at))
    .pop();
  if (before !== null && payments.paid.amount > before) {
    return { state: "arrived", amount: payments.paid.amount - before };
  }
  if (before === null && last?.status === "succeeded") {
    return { state: "arrived", amount: last.amount.amount };
  }
  if (last?.status === "failed" || last?.status === "expired")
    return { state: "declined", amount: 0 };
  return last?.status === "pending" ? { state: "processing", amount: 0 } : null;
}

/**
 * What became of the payment, once there is something to say that is not the next thing to do.
 * @param {{returned: PaymentReturn, page: BookingPage}} props
 */
export function Returned({ returned: { state, arrived }, page: { payments } }) {
  const received = arrived
    ? t("We received your payment of {amount:money}. Thank you!", {
        amount: { ...payments.paid, amount: arrived },
      })
    : t("We received your payment. Thank you!");
  return html`<div role="status">
    ${state === "arrived" && html`<${Notice} tone="good"><p>${received}</p><//>`}
    ${state === "declined" && html`<${Notice} tone="warn"><p>${t("The payment was not completed. Nothing was charged. You can try again whenever you like.")}</p><//>`}
  </div>`;
}
