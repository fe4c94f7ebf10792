/**
 * From the draft to the API's body, and from the API's errors back to the draft's fields.
 */
import { minorDigits, percentToRate, toMinor } from "../../shared/currency.js";
import { plural, t } from "../../shared/words.js";
import { partyOf } from "./draft.js";
import { readQuantity } from "./totals.js";
import { instantOf } from "../ui/zoned.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./draft.js").DraftItem} DraftItem */
/** @typedef {Record<string, string>} Errors message by the draft's path */

/**
 * What can be said before the API is asked: what is missing, and what is no number.
 * @param {Draft} draft
 * @returns {Errors}
 */
export function mistakesIn(draft) {
  /** @type {Errors} */
  const errors = {};
  for (const name of /** @type {const} */ (["property", "arrival", "departure"])) {
    if (!draft[name]) errors[name] = t("Please fill this in.");
  }
  if (draft.arrival && draft.departure && draft.departure < draft.arrival) {
    errors.departure = t("The departure can't be before the arrival.");
  }
  if (!draft.booker.first_name.trim() && !draft.booker.last_name.trim()) {
    errors["booker.last_name"] = t("A first or a last name is needed.");
  }
  if (!partyOf(draft).length) errors.booker_travels = t("Somebody has to travel: add a guest.");
  if (draft.by_agency && !draft.agency.name.trim())
    errors["agency.name"] = t("Please fill this in.");
  draft.items.forEach((item, index) => {
    for (const [name, message] of itemMistakes(item, draft)) {
      errors[`items[${index}].${name}`] = message;
    }
  });
  const { kind, percent, amount } = draft.deposit;
  if (kind === "percent" && percentToRate(percent) === null) {
    errors["deposit.percent"] = t("A number from 0 to 100, please.");
  }
  if (kind === "amount" && !isPrice(amount, draft.currency)) {
    errors["deposit.amount"] = priceHint(draft.currency);
  }
  return errors;
}

/**
 * @param {DraftItem} item
 * @param {Draft} draft
 * @returns {[string, string][]}
 */
function itemMistakes(item, draft) {
  /** @type {[string, string][]} */
  const found = [];
  if (!item.name.trim()) found.push(["name", t("Please fill this in.")]);
  if (item.kind === "accommodation") {
    if (!item.from) found.push(["from", t("Please fill this in.")]);
    if (!item.to) found.push(["to", t("Please fill this in.")]);
  }
  if (readQuantity(item.quantity) === null) {
    found.push(["quantity", t("A whole number from 1 to 10000, please.")]);
  }
  if (!isPrice(item.unit_price, draft.currency)) {
    found.push(["unit_price", priceHint(draft.currency)]);
  }
  if (percentToRate(item.tax_rate) === null) {
    found.push(["tax_rate", t("A number from 0 to 100, please.")]);
  }
  if (partyOf(draft).every(({ key }) => item.without.includes(key))) {
    found.push(["guests", t("Choose at least one guest.")]);
  }
  return found;
}

/** @param {string} text @param {string} currency */
function isPrice(text, currency) {
  const amount = toMinor(text, currency);
  return amount !== null && amount >= 0;
}

/** @param {string} currency */
function priceHint(currency) {
  const digits = minorDigits(currency);
  return digits
    ? plural(
        "A number, please; {currency} is written with at most {n} decimal.",
        "A number, please; {currency} is written with at most {n} decimals.",
        digits,
        { currency },
      )
    : t("A number, please; {currency} is written without decimals.", { currency });
}

/**
 * The body of a draft without mistakes.
 * @param {Draft} draft
 * @param {string} zone the property's time zone
 */
export function bodyOf(draft, zone) {
  const party = partyOf(draft);
  const { booker } = draft;
  const contact = filled({ email: booker.email, phone: booker.phone });
  return {
    property: draft.property,
    status: draft.status,
    currency: draft.currency,
    arrival: draft.arrival,
    departure: draft.departure,
    ...filled({ policy: draft.policy }),
    booker: {
      first_name: booker.first_name.trim(),
      last_name: booker.last_name.trim(),
      ...contact,
      ...filled({ language: booker.language }),
    },
    guests: party.map(({ first_name, last_name }, index) => ({
      first_name: first_name.trim(),
      last_name: last_name.trim(),
      ...(draft.booker_travels && index === 0 ? contact : {}),
    })),
    ...(draft.by_agency && {
      agency: { name: draft.agency.name.trim(), ...filled({ email: draft.agency.email }) },
    }),
    items: draft.items.map((item) => itemBody(item, draft, zone)),
    ...depositBody(draft),
  };
}

/** @param {DraftItem} item @param {Draft} draft @param {string} zone */
function itemBody(item, draft, zone) {
  const stays = item.kind === "accommodation" || item.kind === "package";
  const at = item.kind === "activity" && item.at ? instantOf(item.at, zone) : null;
  return {
    kind: item.kind,
    name: item.name.trim(),
    ...(stays && filled({ rate: item.rate, from: item.from, to: item.to })),
    ...(at && { at }),
    guests: partyOf(draft).flatMap(({ key }, index) => (item.without.includes(key) ? [] : [index])),
    quantity: readQuantity(item.quantity),
    unit_price: toMinor(item.unit_price, draft.currency),
    tax_rate: percentToRate(item.tax_rate),
  };
}

/** @param {Draft} draft */
function depositBody({ deposit, currency }) {
  if (deposit.kind === "none") return {};
  if (deposit.kind === "amount") return { deposit: { amount: toMinor(deposit.amount, currency) } };
  return { deposit: { percent: Number(deposit.percent.replace(",", ".").replace("%", "")) } };
}

/** The texts that are not empty, trimmed. @param {Record<string, string>} texts */
function filled(texts) {
  const entries = Object.entries(texts).map(([name, text]) => [name, text.trim()]);
  return Object.fromEntries(entries.filter(([, text]) => text));
}

/**
 * Where the draft shows an error of the API. The first guest of the body may be the booker.
 * @param {string} field
 * @param {Draft} draft
 */
export function placeOf(field, draft) {
  const guest = /^guests\[(\d+)\](.*)$/.exec(field);
  if (guest && draft.booker_travels) {
    const number = Number(guest[1]);
    return number === 0 ? `booker${guest[2]}` : `guests[${number - 1}]${guest[2]}`;
  }
  const all = /^(items\[\d+\]\.guests)/.exec(field);
  if (all) return all[1];
  return field === "deposit" ? `deposit.${draft.deposit.kind}` : field;
}
