/**
 * What is chosen, in words.
 */
import { dateRange, list, moment } from "../shared/format.js";
import { addDays, daysBetween } from "../shared/days.js";
import { placed, plural, sentence, t } from "../shared/words.js";

/** @typedef {import("../generated/api.js").CatalogView} Shop */
/** @typedef {import("../generated/api.js").Selection["choices"][number]} Choice */
/** @typedef {import("./draft.js").Draft} Draft */

/** @param {Shop} shop @param {Choice | import("./draft.js").Wish} choice */
export function nameOf(shop, choice) {
  if (choice.kind === "extra") return shop.extras.find(({ id }) => id === choice.extra)?.name ?? "";
  if (choice.kind === "package")
    return shop.packages.find(({ id }) => id === choice.package)?.name ?? "";
  return shop.products.find(({ id }) => id === choice.product)?.name ?? "";
}

/** @param {Shop} shop @param {Choice} choice */
export function timeOf(shop, choice) {
  const zone = shop.property.time_zone;
  if (choice.kind === "extra") return "";
  if (choice.kind === "stay") return span(choice.from, choice.to);
  if (choice.kind === "session") return placed(moment(choice.at, zone), zone);
  if (choice.kind === "package") {
    const nights = shop.packages.find(({ id }) => id === choice.package)?.nights ?? 0;
    return span(choice.from, addDays(choice.from, nights));
  }
  const product = shop.products.find(({ id }) => id === choice.product);
  const person =
    product?.kind === "appointment" && product.people.find(({ id }) => id === choice.person);
  const when = placed(moment(choice.at, zone), zone);
  return person ? t("{when}, with {person}", { when, person: person.name }) : when;
}

/** @param {string} from @param {string} to */
export function span(from, to) {
  const nights = daysBetween(from, to);
  return nights
    ? `${dateRange(from, to)} · ${plural("{n} night", "{n} nights", nights)}`
    : dateRange(from, from);
}

/** What a package contains. @param {Shop["packages"][number]} offer */
export const contentsOf = ({ parts }) => parts.map(({ code, params }) => sentence(code, params));

/** Somebody of the party: by name if there is one. @param {Draft} draft @param {number} guest */
export function guestName({ adults, children, guests }, guest) {
  const first = guests[guest]?.first_name;
  if (first) return first;
  return guest < adults
    ? t("Adult {number}", { number: guest + 1 })
    : t("Child {number} ({age})", {
        number: guest - adults + 1,
        age: children[guest - adults],
      });
}

/** Who a choice is for, if that is not everybody. @param {Draft} draft @param {Choice} choice */
export const guestsOf = (draft, choice) =>
  choice.guests?.length ? list(choice.guests.map((guest) => guestName(draft, guest))) : "";
