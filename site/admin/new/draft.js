/**
 * A booking while it is typed: texts as they stand in the fields, kept in the tab's sessionStorage,
 * so that neither an error nor a reload nor the end of the session loses anything.
 */

/** @typedef {"accommodation" | "activity" | "extra" | "package"} Kind */
/**
 * @typedef {object} DraftItem
 * @property {string} key
 * @property {Kind} kind
 * @property {string} name
 * @property {string} rate
 * @property {string} from
 * @property {string} to
 * @property {string} at local time at the property, "2027-03-02T09:00"
 * @property {string} quantity
 * @property {string} unit_price in whole units of the currency
 * @property {string} tax_rate percent
 * @property {string[]} without keys of the guests it is not for
 */
/**
 * @typedef {object} Draft
 * @property {string} property
 * @property {"pending" | "confirmed"} status
 * @property {string} currency
 * @property {string} arrival
 * @property {string} departure
 * @property {string} policy empty for the property's own
 * @property {{first_name: string, last_name: string, email: string, phone: string, language: string}} booker
 * @property {boolean} booker_travels whether the traveller who holds the booking is a guest
 * @property {{key: string, first_name: string, last_name: string}[]} guests the others
 * @property {boolean} by_agency
 * @property {{name: string, email: string}} agency
 * @property {DraftItem[]} items
 * @property {{kind: "percent" | "amount" | "none", percent: string, amount: string}} deposit
 */

const KEPT = "lobby.desk.new-booking";
const CURRENCY = "lobby.desk.currency";

/** The key of the booker among the guests. */
export const BOOKER = "booker";

const newKey = () => crypto.randomUUID();

/** @returns {Draft} */
export const freshDraft = () => ({
  property: "",
  status: "pending",
  currency: sessionStorage.getItem(CURRENCY) ?? "EUR",
  arrival: "",
  departure: "",
  policy: "",
  booker: { first_name: "", last_name: "", email: "", phone: "", language: "en" },
  booker_travels: true,
  guests: [],
  by_agency: false,
  agency: { name: "", email: "" },
  items: [newItem("accommodation", { arrival: "", departure: "", items: [] })],
  deposit: { kind: "percent", percent: "30", amount: "" },
});

/** @returns {Draft | null} */
export function keptDraft() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
}

/** @param {Draft} draft */
export const keepDraft = (draft) => sessionStorage.setItem(KEPT, JSON.stringify(draft));

/** @param {Draft} [made] the booking it became, whose currency the next one begins with */
export function dropDraft(made) {
  sessionStorage.removeItem(KEPT);
  if (made) sessionStorage.setItem(CURRENCY, made.currency);
}

/**
 * @param {Kind} kind
 * @param {Pick<Draft, "arrival" | "departure" | "items">} draft
 * @returns {DraftItem}
 */
export function newItem(kind, draft) {
  const stays = kind === "accommodation" || kind === "package";
  const like = draft.items.findLast((item) => item.kind === kind) ?? draft.items.at(-1);
  return {
    key: newKey(),
    kind,
    name: "",
    rate: "",
    from: stays ? draft.arrival : "",
    to: stays ? draft.departure : "",
    at: "",
    quantity: kind === "accommodation" ? nightsText(draft.arrival, draft.departure) : "1",
    unit_price: "",
    tax_rate: like?.tax_rate ?? "",
    without: [],
  };
}

export const newGuest = () => ({ key: newKey(), first_name: "", last_name: "" });

/**
 * The guests as they will stand in the booking, in order: the booker first, if travelling.
 * @param {Draft} draft
 * @returns {{key: string, first_name: string, last_name: string}[]}
 */
export const partyOf = (draft) =>
  draft.booker_travels
    ? [
        { key: BOOKER, first_name: draft.booker.first_name, last_name: draft.booker.last_name },
        ...draft.guests,
      ]
    : draft.guests;

/**
 * Nights between two dates; 0 if one is missing or they are the wrong way round.
 * @param {string} from
 * @param {string} to
 */
export function nightsBetween(from, to) {
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return days > 0 ? days : 0;
}

/** @param {string} from @param {string} to */
const nightsText = (from, to) => String(nightsBetween(from, to) || 1);

/**
 * The stay's dates changed: what followed them goes on following.
 * @param {Draft} draft
 * @param {{arrival?: string, departure?: string}} dates
 * @returns {Draft}
 */
export function withStay(draft, dates) {
  const next = { ...draft, ...dates };
  const items = draft.items.map((item) => {
    const from = item.from === draft.arrival ? next.arrival : item.from;
    const to = item.to === draft.departure ? next.departure : item.to;
    return item.kind === "accommodation" || item.kind === "package"
      ? withNights(item, { from, to })
      : item;
  });
  return { ...next, items };
}

/**
 * An item's dates changed: its quantity follows where it was the number of nights.
 * @param {DraftItem} item
 * @param {{from?: string, to?: string}} dates
 * @returns {DraftItem}
 */
export function withNights(item, dates) {
  const next = { ...item, ...dates };
  const followed =
    item.kind === "accommodation" && item.quantity === nightsText(item.from, item.to);
  return followed ? { ...next, quantity: nightsText(next.from, next.to) } : next;
}
