/** The catalogue of one property: sections beside each other, one open. */
import { html } from "../../shared/ui.js";
import { Notice, Skeleton } from "../../shared/components.js";
import { list } from "../../shared/format.js";
import { msg, rich, t } from "../../shared/words.js";
import { useDesk } from "../desk-context.js";
import { leave, navigate } from "../navigation.js";
import { catalogHref } from "../routes.js";
import { Failure } from "../ui/failure.js";
import { useLoaded } from "../ui/loaded.js";
import { NotHere } from "../ui/not-here.js";
import { NoProperty, PropertyChoice, useProperty } from "../ui/property-choice.js";
import { useTitle } from "../ui/title.js";
import { extras } from "./extras.js";
import { Calendars } from "./feeds.js";
import { packages } from "./packages.js";
import { people } from "./people.js";
import { products } from "./products.js";
import { promotions } from "./promotions.js";
import { rates } from "./rates.js";
import { inOrder, Section } from "./section.js";
import { Selling } from "./selling.js";
import { nameTag } from "../ui/show.js";

/** @import {Catalog, Property} from "../../generated/api.js" */

/** @typedef {import("./section.js").Context} Context */

/** @param {import("./section.js").Sort} sort */
const sorted = (sort) => ({
  name: sort.name,
  title: sort.title,
  View: (/** @type {{context: Context, item: string | null}} */ props) =>
    html`<${Section} sort=${sort} ...${props} />`,
});

const sections = [
  ...[products, people, rates, extras, packages, promotions].map(sorted),
  { name: "selling", title: msg("Selling"), View: Selling },
  { name: "feeds", title: msg("Calendars"), View: Calendars },
];

/** @param {{property: string | null, section: string, item: string | null}} props */
export function CatalogView({ property: named, section, item }) {
  const open = sections.find(({ name }) => name === section);
  useTitle(open ? t("{section}, catalogue", { section: t(open.title) }) : t("Catalogue"));
  const { properties, property, error, loading, reload } = useProperty(named);
  if (!open) return html`<${NotHere} />`;
  const choose = (/** @type {string} */ id) => leave(() => navigate(catalogHref(id, section)));
  return html`<div class="head">
      <h1>${t("Catalogue")}</h1>
      ${
        property &&
        html`<${PropertyChoice} properties=${properties} property=${property} onChoose=${choose} />`
      }
    </div>
    ${error && html`<${Failure} error=${error} busy=${loading} onRetry=${reload} />`}
    ${properties && !property && html`<${NoProperty} />`}
    ${
      property &&
      html`<div class="settings catalog">
        <nav aria-label=${t("Catalogue")}>
          <ul class="plain">
            ${sections.map(
              ({ name, title }) =>
                html`<li key=${name}>
                  <a
                    href=${catalogHref(property.id, name)}
                    aria-current=${name === section ? "page" : undefined}
                    >${t(title)}</a
                  >
                </li>`,
            )}
          </ul>
        </nav>
        <div class="section">
          <${Open}
            key=${`${property.id} ${section}`}
            property=${property}
            open=${open}
            item=${item}
          />
        </div>
      </div>`
    }`;
}

/** @param {{property: Property, open: typeof sections[0], item: string | null}} props */
function Open({ property, open, item }) {
  const { api } = useDesk();
  const { data, error, loading, reload } = useLoaded(
    () => Promise.all([api.catalog(property.id).read(), api.policies.list()]),
    [api, property.id, item],
  );
  if (error) return html`<${Failure} error=${error} busy=${loading} onRetry=${reload} />`;
  if (!data) return html`<div class="panel"><${Skeleton} lines=${6} label=${t("Loading")} /></div>`;
  const [catalog, policies] = data;
  const leads = item === null && ["products", "people", "rates"].includes(open.name);
  return html`${leads && html`<${NextStep} property=${property.id} catalog=${catalog} />`}
    <${open.View} context=${{ property, catalog, policies, reload }} item=${item} />`;
}

/** What still stands between the catalogue and the first booking. @param {{property: string, catalog: Catalog}} props */
function NextStep({ property, catalog }) {
  const all = inOrder(catalog.products);
  const unpriced = all.filter(
    ({ id }) => !Object.values(catalog.rates).some(({ prices }) => id in prices),
  );
  if (unpriced.length) {
    const names = list(unpriced.map(({ name }) => name));
    const first = inOrder(catalog.rates)[0];
    return html`<${Notice} tone="info">
      ${rich(
        "<bdi>{names}</bdi> can't be booked yet, for want of a price.",
        { names },
        { bdi: nameTag },
      )}${" "}
      <a href=${catalogHref(property, "rates", first?.id ?? "new")}
        >${first ? t("Give it a price") : t("Add a rate")}</a
      >
    <//>`;
  }
  return null;
}
