/**
 * Online booking: choosing, adding to it, booking.
 */
import {
  html,
  render,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "../shared/ui.js";
import { createClient, loadConfig } from "../shared/api.js";
import { applyBrand } from "../shared/colour.js";
import { Button, Notice, Skeleton, useOnline } from "../shared/components.js";
import { money } from "../shared/format.js";
import { Icon } from "../shared/icons.js";
import { safeUrl, timesAreLocal, Trouble } from "../shared/page.js";
import {
  chosenLanguage,
  language,
  loadWords,
  msg,
  t,
  useLanguage,
  useWords,
} from "../shared/words.js";
import { LanguageSwitch } from "../shared/language-switch.js";
import { readAgain } from "./again.js";
import { Appointment } from "./appointment.js";
import { goOn, lastMade } from "./attempt.js";
import { Catalogue, doors, Places } from "./catalogue.js";
import { BookContext, useBook } from "./context.js";
import { Details } from "./details.js";
import { hasChoice, movedTo, subject, useDraft } from "./draft.js";
import { comeIntoView, embedded, useHost } from "./frame.js";
import { doorOf, hasMore, More } from "./more.js";
import { Package } from "./package.js";
import { Hindrances, Panel } from "./panel.js";
import { Head } from "./parts.js";
import { useQuote } from "./quote.js";
import { address, go, goInstead, useRoute } from "./route.js";
import { Session } from "./session.js";
import { Stay } from "./stay.js";

/** @typedef {import("../generated/api.js").CatalogView} Shop */
/** @typedef {import("../generated/api.js").Shops} Shops */
/** @typedef {import("../generated/api.js").Brand} Brand */
/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./route.js").Route} Route */

const given = new URLSearchParams(location.search).get("property");

/** Asks where the API is. */
function App() {
  const [base, setBase] = useState("");
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [round, setRound] = useState(0);
  const online = useOnline();
  const ready = useWords("book");
  useHost();
  useEffect(() => {
    loadConfig().then(({ api }) => setBase(api), setError);
  }, [round, online]);
  const retry = () => {
    setError(null);
    setRound(round + 1);
  };
  if (!ready) return html`<${Loading} />`;
  if (base) return html`<${Start} base=${base} />`;
  return error ? html`<${Trouble} error=${error} retry=${retry} />` : html`<${Loading} said />`;
}

/**
 * Finds the property: the one in the address, the one of the booking to repeat, the only one there
 * is, or the one that the guest chooses.
 * @param {{base: string}} props
 */
function Start({ base }) {
  const client = useMemo(
    () => createClient({ base, token: () => null, language: chosenLanguage }),
    [base],
  );
  const { draft, change } = useDraft();
  const route = useRoute();
  const [places, setPlaces] = useState(/** @type {Shops | null} */ (null));
  const [told, setTold] = useState("");
  const [ready, setReady] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (null));

  const begin = useCallback(async () => {
    setError(null);
    try {
      const again = await readAgain(base);
      if (again) {
        if (again.draft) change(again.draft);
        setTold(
          again.draft
            ? msg("Your last booking is filled in. Only a time is missing.")
            : msg(
                "We could not read your last booking from this link. You can book from the start.",
              ),
        );
      } else if (given) {
        change((now) => (now.property === given ? {} : movedTo(given)));
      }
      setReady(true);
    } catch (problem) {
      setError(problem);
    }
  }, [base]);
  useEffect(() => {
    begin();
  }, [begin]);

  const choosing = ready && (!draft.property || route.step === "places");
  const find = useCallback(async () => {
    setError(null);
    try {
      const found = /** @type {Shops} */ (await client.get("/catalog"));
      await loadWords("book", { property: found.language });
      const [only, ...others] = found.properties;
      if (others.length || !only) return setPlaces(found);
      change((now) => (now.property === only.id ? {} : movedTo(only.id)));
      if (route.step === "places") goInstead("");
    } catch (problem) {
      setError(problem);
    }
  }, [client, route.step]);
  useEffect(() => {
    if (choosing && !places) find();
  }, [choosing, find]);

  if (error) return html`<${Trouble} error=${error} retry=${ready ? find : begin} />`;
  if (ready && !choosing) {
    return html`<${Shopping} key=${draft.property} ...${{ base, client, draft, change, told }} />`;
  }
  if (!places) return html`<${Loading} said />`;
  return html`<${Page} brand=${places.brand} name=${places.brand.name} told=${told}>
    <${Places}
      places=${places.properties}
      onChoose=${(/** @type {string} */ id) => {
        change((now) => (now.property === id ? {} : { ...movedTo(id), elsewhere: true }));
        go("");
      }}
    />
  <//>`;
}

/**
 * One property's shop.
 * @param {{base: string, client: import("../shared/client.js").Client, draft: Draft,
 *   change: ReturnType<typeof useDraft>["change"], told: string}} props
 */
function Shopping({ base, client, draft, change, told }) {
  const [shop, setShop] = useState(/** @type {Shop | null} */ (null));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const priced = useQuote(client, draft, change, shop?.extras ?? []);
  const spoken = useLanguage();
  const reload = useCallback(async () => {
    setError(null);
    try {
      const query = { property: draft.property };
      const found = /** @type {Shop} */ (await client.get("/catalog", { query }));
      await loadWords("book", { property: found.property.language });
      setShop(found);
    } catch (problem) {
      setError(problem);
    }
  }, [client, draft.property, spoken]);
  useEffect(() => {
    reload();
  }, [reload]);
  useEffect(() => {
    if (!shop) return;
    change((now) => stillOnSale(now, shop));
  }, [shop]);

  if (error && !shop) return html`<${Trouble} error=${error} retry=${reload} />`;
  if (!shop || !draft.adults) return html`<${Loading} said />`;
  const book = { client, shop, draft, change, priced, reload };
  return html`<${BookContext.Provider} value=${book}>
    <${Page}
      brand=${shop.brand}
      name=${shop.property.name}
      told=${told}
      zone=${shop.property.time_zone}
      elsewhere=${draft.elsewhere && !given}
    >
      <${Steps} base=${base} />
    <//>
  <//>`;
}

/**
 * The draft without what this property doesn't sell (any more), for a party of somebody.
 * @param {Draft} draft
 * @param {Shop} shop
 */
function stillOnSale(draft, shop) {
  const ids = new Set([...shop.products, ...shop.extras, ...shop.packages].map(({ id }) => id));
  const sold = (/** @type {import("./draft.js").Choice | import("./draft.js").Wish} */ one) =>
    ids.has("product" in one ? one.product : subject(one));
  const stays = shop.products.some(({ kind }) => kind === "stay");
  return {
    adults: draft.adults || (stays ? 2 : 1),
    choices: draft.choices.filter(sold),
    wishes: draft.wishes.filter(sold),
  };
}

/** Where a booking begins. @param {Shop} shop @param {Draft} draft */
function firstDoor(shop, draft) {
  const [wish] = draft.wishes;
  if (wish) return doorOf(wish);
  const [only, ...others] = doors(shop);
  return only && !others.length && shop.selling.online
    ? address(only.step, only.id)
    : address("choose");
}

/** What comes after choosing. @param {Shop} shop @param {Draft} draft @param {Route} route */
function nextDoor(shop, draft, route) {
  const wish = draft.wishes.find((one) => subject(one) !== (route.id || route.step));
  if (wish) return doorOf(wish);
  return address(route.step !== "more" && hasMore(shop, draft) ? "more" : "details");
}

/** @param {{base: string}} props */
function Steps({ base }) {
  const { shop, draft } = useBook();
  const route = useRoute();
  const { step, id } = route;
  const content = contentOf(shop, route, base);
  const early = (step === "more" || step === "details") && !hasChoice(draft);
  const lost = !content || early || (step === "done" && !lastMade());
  useEffect(() => {
    if (!lost) return;
    const [, first, one] = firstDoor(shop, draft).split("/");
    goInstead(/** @type {import("./route.js").Step} */ (first), one && decodeURIComponent(one));
  }, [lost]);

  const place = `${step}/${id}`;
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place || lost) return;
    before.current = place;
    document.getElementById("step")?.focus({ preventScroll: true });
    comeIntoView();
  }, [place, lost]);

  if (lost) return null;
  if (step === "done") return content;
  return html`<${Progress} step=${step} />
    <div class="booking">
      ${step === "details" && html`<${Panel} />`}
      <div class="first"><${Hindrances} />${content}</div>
      ${step !== "details" && html`<${Panel} /><${Onward} route=${route} />`}
    </div>`;
}

/** @param {Shop} shop @param {Route} route @param {string} base */
function contentOf(shop, { step, id }, base) {
  const product = shop.products.find((one) => one.id === id);
  const offer = shop.packages.find((one) => one.id === id);
  const stays = shop.products.some(({ kind }) => kind === "stay");
  if (step === "choose") return html`<${Catalogue} />`;
  if (step === "stay" && stays) return html`<${Stay} />`;
  if (step === "appointment" && product?.kind === step)
    return html`<${Appointment} key=${id} product=${product} />`;
  if (step === "session" && product?.kind === step)
    return html`<${Session} key=${id} product=${product} />`;
  if (step === "package" && offer) return html`<${Package} key=${id} offer=${offer} />`;
  if (step === "more") return html`<${More} />`;
  if (step === "details") return html`<${Details} base=${base} />`;
  return step === "done" ? html`<${Done} base=${base} />` : null;
}

/** The total and the way on, always in reach. @param {{route: Route}} props */
function Onward({ route }) {
  const { shop, draft, priced } = useBook();
  if (!hasChoice(draft)) return null;
  const { quote, busy, gone } = priced;
  const stuck = Object.keys(gone).length > 0;
  const onward = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (stuck) return document.getElementById("hindrances")?.focus();
    const [, step, id] = nextDoor(shop, draft, route).split("/");
    go(/** @type {import("./route.js").Step} */ (step), id && decodeURIComponent(id));
  };
  return html`<div class="onward">
    <p aria-busy=${busy ? "true" : undefined}>
      <span class="muted small">${t("Total")}</span>
      <strong class="amount">${quote ? money(quote.total) : "…"}</strong>
    </p>
    <${Button} onClick=${onward}>${t("Continue")}<//>
  </div>`;
}

const stepNames = {
  choose: msg("step|Choose"),
  more: msg("step|Extras"),
  details: msg("step|Book"),
};

/** @param {{step: import("./route.js").Step}} props */
function Progress({ step }) {
  const { shop, draft } = useBook();
  const all = /** @type {const} */ (["choose", "more", "details"]).filter(
    (one) => one !== "more" || doors(shop).length > 1 || shop.extras.length > 0,
  );
  const now = step === "more" || step === "details" ? step : "choose";
  const at = all.indexOf(now);
  return html`<ol class="steps" aria-label=${t("Steps of your booking")}>
    ${all.map((one, index) => {
      const done = index < at;
      const to = one === "choose" ? firstDoor(shop, { ...draft, wishes: [] }) : address(one);
      return html`<li
        key=${one}
        class=${done ? "is-done" : index === at ? "is-next" : ""}
        aria-current=${index === at ? "step" : undefined}
      >
        ${done && html`<${Icon} name="check" />`}
        ${done ? html`<a href=${to}>${t(stepNames[one])}</a>` : html`<span>${t(stepNames[one])}</span>`}
        <span class="hidden-visually">
          (${done ? t("done") : index === at ? t("this step") : t("to do")})
        </span>
      </li>`;
    })}
  </ol>`;
}

/** The booking is made. @param {{base: string}} props */
function Done({ base }) {
  const made = lastMade();
  const [busy, setBusy] = useState(false);
  if (!made) return null;
  const { code, awaits } = made;
  const open = async () => {
    setBusy(true);
    await goOn(base, made, embedded);
    setBusy(false);
  };
  return html`<section class="card done" aria-labelledby="step">
    <${Icon} name="check" />
    <${Head}
      title=${awaits === "staff" ? t("Your request {code} is on its way", { code }) : t("Your booking {code} is made", { code })}
    />
    <p role="status">
      ${awaits === "payment" ? t("It is held for you until the deposit is paid. We take you to the payment page…") : t("We take you to your booking…")}
    </p>
    <p class="actions">
      <${Button} busy=${busy} onClick=${open}>
        ${awaits === "payment" ? t("Go to the payment") : t("Open your booking")}
      <//>
      <a href=${address("choose")}>${t("Book something else")}</a>
    </p>
  </section>`;
}

/**
 * The frame of every step: the brand, the property, what the network is like.
 * @param {{brand: Brand, name: string, told: string, zone?: string, elsewhere?: boolean,
 *   children?: import("../shared/ui.js").Children}} props `told` is a sentence to be said
 */
function Page({ brand, name, told, zone, elsewhere, children }) {
  const online = useOnline();
  const logo = safeUrl(brand.logo_url);
  const website = safeUrl(brand.website);
  useLayoutEffect(() => {
    applyBrand(brand.colour);
    document.title = t("Book at {name}", { name });
  }, [brand, name, language()]);
  const sign = html`${logo && html`<img class="logo" src=${logo} alt="" />`}
    <span class="clamp" dir="auto">${brand.name}</span>`;
  return html`<a class="skip-link" href="#main" onClick=${toMain}>${t("Skip to the booking")}</a>
    ${
      !embedded &&
      html`<header class="masthead">
        <div class="wrap">
          <div class="bar">
            ${
              website
                ? html`<a class="brand" href=${website} rel="noopener noreferrer">${sign}</a>`
                : html`<span class="brand">${sign}</span>`
            }
          </div>
        </div>
      </header>`
    }
    <main id="main" class="wrap" tabindex="-1">
      <div class="title">
        <h1 dir="auto">${t("Book at {name}", { name })}</h1>
        ${elsewhere && html`<a href=${address("places")}>${t("Choose another place")}</a>`}
      </div>
      <div class="network" role="status">
        ${!online && html`<${Notice} tone="warn" icon="offline"><p>${t("You are offline. What you see may be out of date; what you type is kept.")}</p><//>`}
        ${told && html`<${Notice} tone="info"><p>${t(told)}</p><//>`}
      </div>
      ${children}
    </main>
    <footer class="wrap foot">
      ${zone && html`<p class="zone"><${Icon} name="clock" /> <span>${timesAreLocal(zone)}</span></p>`}
      <${LanguageSwitch} />
    </footer>`;
}

/** The fragment is the step's: the link only moves the focus. @param {Event} event */
function toMain(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

/** @param {{said?: boolean}} props whether there are words for it already */
function Loading({ said = false }) {
  const label = said ? t("Loading…") : undefined;
  return html`${!embedded && html`<div class="masthead is-empty" aria-hidden="true"></div>`}
    <main class="wrap" aria-busy="true">
      ${label && html`<h1 class="hidden-visually">${label}</h1>`}
      <div class="card loading"><${Skeleton} lines=${7} label=${label} /></div>
    </main>`;
}

applyBrand(null);
render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById("page")));
