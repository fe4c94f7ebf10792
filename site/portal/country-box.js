/**
 * Choosing a country: type to search, arrows to move, Enter to take (the ARIA combobox pattern with a
 * list). The answer is the ISO 3166-1 code; the text is the country's name in the page's language.
 */
import { html, useEffect, useId, useMemo, useRef, useState } from "../shared/ui.js";
import { countries, folded } from "../shared/countries.js";
import { countryName } from "../shared/format.js";
import { plural, t } from "../shared/words.js";

/**
 * The countries that fit what was typed: those that begin with it first, then those with a word that
 * does, then its code.
 * @param {{code: string, name: string}[]} all
 * @param {string} typed
 */
function matching(all, typed) {
  const wanted = folded(typed.trim());
  if (!wanted) return all;
  const rank = (/** @type {{code: string, name: string}} */ { code, name }) => {
    const text = folded(name);
    if (text.startsWith(wanted)) return 0;
    if (text.includes(` ${wanted}`) || text.includes(`(${wanted}`)) return 1;
    return code.toLowerCase() === wanted ? 2 : text.includes(wanted) ? 3 : 9;
  };
  return all
    .map((country) => ({ country, rank: rank(country) }))
    .filter((one) => one.rank < 9)
    .sort((one, other) => one.rank - other.rank)
    .map((one) => one.country);
}

/**
 * @param {{value: string, onChange: (code: string) => void, attributes: Record<string, unknown>,
 *   autocomplete?: string}} props
 *   `onChange` gets the code, an empty text when nothing is chosen, and what was typed when it is no
 *   country, so that the form can say so
 */
export function CountryBox({ value, onChange, attributes, autocomplete }) {
  const all = useMemo(countries, []);
  const chosen = all.some(({ code }) => code === value);
  const [typed, setTyped] = useState(chosen ? countryName(value) : value);
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState("");
  const [active, setActive] = useState(-1);
  const list = useRef(/** @type {HTMLUListElement | null} */ (null));
  const id = useId();
  const shown = useMemo(() => matching(all, filter), [all, filter]);

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active, open]);

  const show = (/** @type {string} */ by) => {
    setFilter(by);
    setOpen(true);
    setActive(by ? 0 : all.findIndex(({ code }) => code === value));
  };
  const hide = () => {
    setOpen(false);
    setActive(-1);
  };
  const take = (/** @type {{code: string, name: string} | undefined} */ country) => {
    if (!country) return;
    setTyped(country.name);
    onChange(country.code);
    hide();
  };
  const type = (/** @type {import("../shared/ui.js").FieldEvent} */ event) => {
    const text = event.currentTarget.value;
    setTyped(text);
    show(text);
    onChange(exact(text)?.code ?? text.trim());
  };
  const exact = (/** @type {string} */ text) =>
    all.find(({ name }) => folded(name) === folded(text.trim()));

  const leave = () => {
    const found = exact(typed) ?? (filter && shown.length === 1 ? shown[0] : undefined);
    if (found) take(found);
    hide();
  };

  const press = (/** @type {KeyboardEvent} */ event) => {
    const last = shown.length - 1;
    const moves = {
      ArrowDown: active < last ? active + 1 : 0,
      ArrowUp: active > 0 ? active - 1 : last,
    };
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) setActive(moves[event.key]);
      else show("");
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      take(shown[active]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      hide();
    }
  };

  return html`<div class="combobox">
    <input
      ...${attributes}
      type="text"
      role="combobox"
      autocomplete=${autocomplete ?? "off"}
      aria-autocomplete="list"
      aria-expanded=${open ? "true" : "false"}
      aria-controls=${`${id}-list`}
      aria-activedescendant=${open && active >= 0 ? `${id}-${shown[active]?.code}` : undefined}
      placeholder=${t("Type to search")}
      value=${typed}
      onInput=${type}
      onClick=${() => open || show("")}
      onKeyDown=${press}
      onBlur=${leave}
    />
    <ul
      id=${`${id}-list`}
      ref=${list}
      role="listbox"
      aria-label=${t("Countries")}
      hidden=${!open}
      tabindex="-1"
      onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
    >
      ${
        open &&
        shown.map(
          (country, index) =>
            html`<li
              key=${country.code}
              id=${`${id}-${country.code}`}
              role="option"
              aria-selected=${index === active ? "true" : "false"}
              onClick=${() => take(country)}
            >
              ${country.name}
            </li>`,
        )
      }
      ${open && !shown.length && html`<li role="option" aria-disabled="true" aria-selected="false">${t("No country has this name")}</li>`}
    </ul>
    <span class="hidden-visually" role="status">
      ${open && filter && plural("{n} country found", "{n} countries found", shown.length)}
    </span>
  </div>`;
}
