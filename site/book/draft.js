/**
 * What the guest has chosen and typed so far. It lives in the tab's session storage: a reload loses
 * nothing, and closing the tab leaves nothing behind on a shared computer.
 */
import { useCallback, useState } from "../shared/ui.js";
import { storage } from "../shared/tab-storage.js";

/** @typedef {import("../generated/api.js").Selection["choices"][number]} Choice */
/** @typedef {Exclude<import("../generated/api.js").AgainView["choices"][number], {kind: "extra"}>} Wish */
/** @typedef {Pick<import("../generated/api.js").PartyMember, "first_name" | "last_name">} Person */
/** @typedef {import("../generated/api.js").AgainView} Again */
/** @typedef {import("../generated/api.js").CatalogView} Shop */

/** @typedef {import("../generated/api.js").ExtraView} Extra */

/** @typedef {Person & {email: string, phone: string}} Booker */

/**
 * @typedef {object} Draft
 * @property {string} property
 * @property {boolean} elsewhere whether there are other properties to go to
 * @property {number} adults
 * @property {number[]} children ages
 * @property {{from: string | null, to: string | null}} dates of a stay that is being looked for
 * @property {Choice[]} choices
 * @property {Wish[]} wishes what was booked before and needs a new time
 * @property {string | null} promotion
 * @property {Booker} booker
 * @property {Person[]} guests
 * @property {string | null} accepted the version of the terms
 */

const key = "lobby:book:draft";

/** @type {Draft} */
const blank = {
  property: "",
  elsewhere: false,
  adults: 0,
  children: [],
  dates: { from: null, to: null },
  choices: [],
  wishes: [],
  promotion: null,
  booker: { first_name: "", last_name: "", email: "", phone: "" },
  guests: [],
  accepted: null,
};

/**
 * @returns {{draft: Draft, change: (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void}}
 */
export function useDraft() {
  const [draft, setDraft] = useState(() => /** @type {Draft} */ (storage.get(key) ?? blank));
  const change = useCallback(
    (/** @type {Partial<Draft> | ((draft: Draft) => Partial<Draft>)} */ part) =>
      setDraft((before) => {
        const next = { ...before, ...(typeof part === "function" ? part(before) : part) };
        storage.set(key, next);
        return next;
      }),
    [],
  );
  return { draft, change };
}

/** Another property has other things to choose; who the guest is stays. @param {string} property */
export const movedTo = (property) => ({ ...emptied, property });

/** The booking is made: the next one begins with nothing but the booker. */
export const emptied = {
  adults: 0,
  children: [],
  dates: blank.dates,
  choices: [],
  wishes: [],
  promotion: null,
  guests: [],
  accepted: null,
};

/** The same again, without a time. @param {Again} again @returns {Draft} */
export function repeated(again) {
  const { property, adults, children, booker, guests } = again;
  /** @type {Draft} */
  const draft = { ...blank, property, adults, children, guests };
  draft.booker = { ...booker, email: booker.email ?? "", phone: booker.phone ?? "" };
  for (const choice of again.choices) {
    if (choice.kind === "extra") draft.choices = [...draft.choices, choice];
    else draft.wishes = [...draft.wishes, choice];
  }
  return draft;
}

/** @param {{adults: number, children: number[]}} draft */
export const partySize = ({ adults, children }) => adults + children.length;

/** What a choice is of: two with the same are alternatives. @param {Choice | Wish} choice */
export const subject = (choice) =>
  choice.kind === "extra"
    ? choice.extra
    : choice.kind === "package"
      ? choice.package
      : choice.kind === "stay"
        ? "stay"
        : choice.product;

/** One choice, told from all others. @param {Choice} choice */
export const keyOf = (choice) =>
  choice.kind === "session" ? `${choice.product} ${choice.at}` : subject(choice);

/**
 * The choices with one in the place of those with the same subject, and without the wish for it.
 * @param {Draft} draft
 * @param {Choice} choice
 */
export function choose(draft, choice) {
  const of = subject(choice);
  return {
    choices: [...draft.choices.filter((one) => subject(one) !== of), choice],
    wishes: draft.wishes.filter((wish) => subject(wish) !== of),
  };
}

/** @param {Draft} draft @param {Choice} choice */
export function drop(draft, choice) {
  const gone = keyOf(choice);
  const choices = draft.choices.filter((one) => keyOf(one) !== gone);
  const bare = choices.every((one) => one.kind === "extra");
  return { choices: bare ? [] : choices };
}

/**
 * Another party. Guests who no longer come are taken out of every choice.
 * @param {Draft} draft
 * @param {{adults: number, children: number[]}} party
 */
export function withParty(draft, party) {
  const size = partySize(party);
  /** @template {Choice | Wish} T @param {T} one @returns {T} */
  const narrowed = (one) => {
    const guests = one.guests?.filter((guest) => guest < size) ?? [];
    return { ...one, guests: guests.length < size ? guests : [] };
  };
  return {
    ...party,
    choices: draft.choices.map(narrowed),
    wishes: draft.wishes.map(narrowed),
    guests: draft.guests.slice(0, size),
  };
}

/** Whether an extra goes with one of the choices. @param {Extra} extra @param {Choice[]} choices */
export const goesWith = ({ products }, choices) =>
  !products.length || choices.some((one) => "product" in one && products.includes(one.product));

/**
 * What the API prices and books. Extras that go with nothing that is chosen (yet) are left out.
 * @param {Draft} draft
 * @param {Extra[]} extras all that the property has
 * @returns {import("../generated/api.js").Selection}
 */
export function selectionOf({ property, adults, children, choices, promotion }, extras) {
  const unfit = extras.filter((extra) => !goesWith(extra, choices)).map(({ id }) => id);
  const fitting = choices.filter((one) => one.kind !== "extra" || !unfit.includes(one.extra));
  return { property, adults, children, choices: fitting, promotion };
}

/** Whether something is chosen that can be booked by itself. @param {Draft} draft */
export const hasChoice = ({ choices }) => choices.some(({ kind }) => kind !== "extra");
