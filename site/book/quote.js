/**
 * The price of what is chosen: asked for as it changes, renewed before it expires, and compared with
 * what the guest saw before.
 */
import { useCallback, useEffect, useRef, useState } from "../shared/ui.js";
import { Problem, said } from "../shared/api.js";
import { useOnline } from "../shared/components.js";
import { storage } from "../shared/tab-storage.js";
import { useLanguage } from "../shared/words.js";
import { hasChoice, keyOf, selectionOf } from "./draft.js";

/** @typedef {import("../generated/api.js").PriceQuoteView} Quote */
/** @typedef {import("../generated/api.js").Money} Money */
/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {Record<string, string>} Gone why a choice can't be had any more, by its key */

/**
 * @typedef {object} Priced
 * @property {Quote | null} quote belongs to the choices as they are now
 * @property {boolean} busy
 * @property {unknown} error
 * @property {Gone} gone
 * @property {string} badCode what is wrong with the promotion code
 * @property {{before: Money, after: Money} | null} changed the same choices cost something else now
 * @property {() => Promise<void>} renew
 * @property {(problem: unknown) => boolean} refused takes in why a booking was refused; whether it could
 */

const pause = 300;
/** A quote this near its end is not worth showing. */
const margin = 30_000;
/** A clock that goes wrong must not make the page ask all the time. */
const least = 60_000;
const shown = "lobby:book:shown";

/**
 * @param {import("../shared/client.js").Client} client
 * @param {Draft} draft
 * @param {(part: Partial<Draft>) => void} change
 * @param {import("./draft.js").Extra[]} extras all that the property has, as soon as they are known
 * @returns {Priced}
 */
export function useQuote(client, draft, change, extras) {
  const selection = selectionOf(draft, extras);
  const asked = hasChoice(draft) ? JSON.stringify(selection) : "";
  const [answer, setAnswer] = useState(
    /** @type {{asked: string, quote: Quote | null, error: unknown, gone: Gone}} */ ({
      asked: "",
      quote: null,
      error: null,
      gone: {},
    }),
  );
  const [badCode, setBadCode] = useState("");
  const [changed, setChanged] = useState(/** @type {Priced["changed"]} */ (null));
  const turn = useRef(0);
  const online = useOnline();
  const spoken = useLanguage();

  const refuse = (/** @type {unknown} */ problem) => {
    if (!(problem instanceof Problem)) return { gone: {}, code: "" };
    return { gone: goneBy(problem, selection), code: problem.byField().promotion ?? "" };
  };

  const ask = useCallback(
    async (/** @type {AbortSignal | undefined} */ signal) => {
      const mine = (turn.current += 1);
      try {
        const quote = await client.post("/quotes", JSON.parse(asked), { signal });
        if (mine !== turn.current) return;
        const before = /** @type {{asked: string, total: Money} | null} */ (storage.get(shown));
        const moved = before?.asked === asked && before.total.amount !== quote.total.amount;
        if (moved) setChanged({ before: before.total, after: quote.total });
        storage.set(shown, { asked, total: quote.total });
        if (JSON.parse(asked).promotion) setBadCode("");
        setAnswer({ asked, quote, error: null, gone: {} });
      } catch (problem) {
        if (mine !== turn.current || signal?.aborted) return;
        const { gone, code } = refuse(problem);
        if (code) {
          setBadCode(code);
          change({ promotion: null });
        } else {
          setAnswer({ asked, quote: null, error: problem, gone });
        }
      }
    },
    [client, asked, spoken],
  );

  useEffect(() => {
    if (!asked) return;
    setChanged(null);
    const stop = new AbortController();
    const timer = setTimeout(() => ask(stop.signal), pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [ask, online]);

  const current = answer.asked === asked && asked !== "";
  const quote = current ? answer.quote : null;
  useEffect(() => {
    if (!quote) return;
    const left = () => Date.parse(quote.expires_at) - margin - Date.now();
    const timer = setTimeout(() => ask(undefined), Math.max(left(), least));
    // A tab in the background has slow timers.
    const seen = () => {
      if (!document.hidden && left() <= 0) ask(undefined);
    };
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [quote, ask]);

  const refused = (/** @type {unknown} */ problem) => {
    const { gone } = refuse(problem);
    if (!Object.keys(gone).length) return false;
    setAnswer({ asked, quote: null, error: problem, gone });
    return true;
  };

  return {
    quote,
    busy: asked !== "" && !current,
    error: current ? answer.error : null,
    gone: current ? answer.gone : {},
    badCode,
    changed: current ? changed : null,
    renew: () => ask(undefined),
    refused,
  };
}

/**
 * Which choices a refusal is about: it names them by their position.
 * @param {Problem} problem
 * @param {import("../generated/api.js").Selection} selection
 * @returns {Gone}
 */
function goneBy({ errors }, { choices }) {
  /** @type {Gone} */
  const gone = {};
  for (const { field, code, params, message } of errors) {
    const position = /^(?:selection\.)?choices\[(\d+)\]/.exec(field)?.[1];
    const choice = position && choices[Number(position)];
    if (choice) gone[keyOf(choice)] = said({ code, params, text: message });
  }
  return gone;
}
