/**
 * What is sold here, and where: the properties, then what one of them has.
 */
import { html } from "../shared/ui.js";
import { Icon } from "../shared/icons.js";
import { countryName, duration } from "../shared/format.js";
import { telephone } from "../shared/page.js";
import { plural, t } from "../shared/words.js";
import { useBook } from "./context.js";
import { subject } from "./draft.js";
import { Head, Picture } from "./parts.js";
import { address } from "./route.js";
import { contentsOf } from "./words.js";

/** @typedef {import("../generated/api.js").CatalogView} Shop */
/** @typedef {import("../generated/api.js").ShopProperty} Place */
/** @typedef {import("../generated/api.js").CatalogView["products"][number]} Product */

/** @param {{places: Place[], onChoose: (id: string) => void}} props */
export function Places({ places, onChoose }) {
  const open = places.filter(({ online }) => online);
  return html`<section class="card" aria-labelledby="step">
    <${Head} title=${t("Where would you like to go?")} />
    ${!open.length && html`<p>${t("There is nothing to book online at the moment.")}</p>`}
    <ul class="offers">
      ${open.map(
        (place) =>
          html`<li key=${place.id} class="offer">
            <div>
              <h3 dir="auto">${place.name}</h3>
              <p class="muted">
                ${[place.city, place.country && countryName(place.country)].filter(Boolean).join(", ")}
              </p>
            </div>
            <button type="button" onClick=${() => onChoose(place.id)}>
              <span>${t("Choose")}</span>
              <span class="hidden-visually"> ${place.name}</span>
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** The steps at which one can begin here. @param {Shop} shop */
export function doors(shop) {
  /** @type {{step: "stay" | "appointment" | "session" | "package", id: string}[]} */
  const all = [];
  if (shop.products.some(({ kind }) => kind === "stay")) all.push({ step: "stay", id: "" });
  for (const { kind, id } of shop.products) if (kind !== "stay") all.push({ step: kind, id });
  for (const { id } of shop.packages) all.push({ step: "package", id });
  return all;
}

export function Catalogue() {
  const { shop } = useBook();
  if (!shop.selling.online || !doors(shop).length) return html`<${Closed} shop=${shop} />`;
  return html`<section class="card" aria-labelledby="step">
    <${Head} title=${t("What would you like to book?")} />
    <${Groups} />
  </section>`;
}

/** @param {{shop: Shop}} props */
function Closed({ shop: { property } }) {
  return html`<section class="card" aria-labelledby="step">
    <${Head} title=${t("Online booking is closed")} />
    <p>${t("Please get in touch, we are happy to help.")}</p>
    <ul class="ways">
      ${property.phone && html`<li class="way"><${Icon} name="phone" /><a href=${telephone(property.phone)}>${property.phone}</a></li>`}
      ${property.email && html`<li class="way"><${Icon} name="mail" /><a href=${`mailto:${property.email}`}>${property.email}</a></li>`}
    </ul>
  </section>`;
}

/**
 * Everything on sale, by kind. What is chosen already is left out when `rest` is set.
 * @param {{rest?: boolean}} props
 */
export function Groups({ rest = false }) {
  const { shop, draft } = useBook();
  const chosen = new Set(draft.choices.map(subject));
  const open = (/** @type {string} */ id) => !(rest && chosen.has(id));
  const stays = open("stay") ? shop.products.filter(({ kind }) => kind === "stay") : [];
  const appointments = shop.products.filter(({ kind, id }) => kind === "appointment" && open(id));
  const sessions = shop.products.filter(({ kind, id }) => kind === "session" && open(id));
  const packages = shop.packages.filter(({ id }) => open(id));
  return html`
    ${
      packages.length > 0 &&
      html`<${Group} title=${t("Packages")}>
        ${packages.map(
          (one) =>
            html`<${Offer}
              key=${one.id}
              offer=${one}
              facts=${[packagePrice(one)]}
              points=${contentsOf(one)}
              to=${address("package", one.id)}
              action=${t("Choose a start")}
            />`,
        )}
      <//>`
    }
    ${
      stays.length > 0 &&
      html`<${Group} title=${t("offers|Stay")}>
        ${stays.map(
          (product) =>
            html`<${Offer}
              key=${product.id}
              offer=${product}
              facts=${factsOf(product)}
              to=${address("stay")}
              action=${t("Choose dates")}
            />`,
        )}
      <//>`
    }
    ${
      sessions.length > 0 &&
      html`<${Group} title=${t("offers|Join in")}>
        ${sessions.map(
          (product) =>
            html`<${Offer}
              key=${product.id}
              offer=${product}
              facts=${factsOf(product)}
              to=${address("session", product.id)}
              action=${t("Choose days")}
            />`,
        )}
      <//>`
    }
    ${
      appointments.length > 0 &&
      html`<${Group} title=${t("offers|By appointment")}>
        ${appointments.map(
          (product) =>
            html`<${Offer}
              key=${product.id}
              offer=${product}
              facts=${factsOf(product)}
              to=${address("appointment", product.id)}
              action=${t("Choose a time")}
            />`,
        )}
      <//>`
    }
  `;
}

/** What a guest wants to know of a product first. @param {Product} product */
export function factsOf(product) {
  const price = product.from_price;
  const each = product.per === "person";
  if (product.kind === "stay") {
    return [
      plural("sleeps {n}", "sleeps {n}", product.sleeps),
      each
        ? t("from {price:money} a night and person", { price })
        : t("from {price:money} a night", { price }),
    ];
  }
  return [
    duration(product.duration),
    each ? t("from {price:money} a person", { price }) : t("from {price:money}", { price }),
  ];
}

/** @param {import("../generated/api.js").PackageView} offer */
export const packagePrice = ({ per, price }) =>
  per === "person"
    ? t("from {price:money} a person", { price })
    : t("from {price:money}", { price });

/** @param {{title: string, children?: import("../shared/ui.js").Children}} props */
function Group({ title, children }) {
  return html`<section class="group">
    <h3>${title}</h3>
    <ul class="offers">
      ${children}
    </ul>
  </section>`;
}

/**
 * @param {{offer: {name: string, description: string, picture_url: string | null}, facts: string[],
 *   points?: string[], to: string, action: string}} props
 */
function Offer({ offer, facts, points = [], to, action }) {
  return html`<li class="offer">
    <${Picture} url=${offer.picture_url} />
    <div>
      <h4 dir="auto">${offer.name}</h4>
      <p class="facts-line">${facts.map((fact) => html`<span key=${fact}>${fact}</span>`)}</p>
      ${offer.description && html`<p class="muted clamp" dir="auto">${offer.description}</p>`}
      ${
        points.length > 0 &&
        html`<ul class="contains">
          ${points.map((point) => html`<li key=${point} dir="auto">${point}</li>`)}
        </ul>`
      }
    </div>
    <a class="quiet" role="button" href=${to}>
      ${action}<span class="hidden-visually"> ${offer.name}</span>
    </a>
  </li>`;
}
