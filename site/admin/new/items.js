/** What is booked: one card per item, with the fields that its kind has. */
import { html, useEffect, useRef } from "../../shared/ui.js";
import { Button } from "../../shared/components.js";
import { fullName, zonePlace } from "../../shared/format.js";
import { msg, t } from "../../shared/words.js";
import { ChoicesControl, TextControl } from "../ui/controls.js";
import { itemKinds } from "../ui/words.js";
import { newItem, partyOf, withNights } from "./draft.js";

/** @typedef {import("../ui/form.js").Form<import("./draft.js").Draft>} Form */

/** @type {Record<import("./draft.js").Kind, string>} */
const additions = {
  accommodation: msg("Add accommodation"),
  activity: msg("Add activity"),
  extra: msg("Add extra"),
  package: msg("Add package"),
};

/** @param {{form: Form, zone: string | null}} props `zone` is the property's, if one is chosen */
export function Items({ form, zone }) {
  const items = /** @type {import("./draft.js").DraftItem[]} */ (form.at("items"));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const added = useRef(false);
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    const last = list.current?.querySelector(".item:last-of-type [id$='-name']");
    /** @type {HTMLElement | null | undefined} */ (last)?.focus();
  }, [items.length]);
  const add = (/** @type {import("./draft.js").Kind} */ kind) => {
    added.current = true;
    form.change((draft) => ({ ...draft, items: [...draft.items, newItem(kind, draft)] }));
  };
  const remove = (/** @type {string} */ key) => {
    form.set(
      "items",
      items.filter((item) => item.key !== key),
    );
    list.current?.querySelector("h2")?.focus();
  };
  const kinds = /** @type {import("./draft.js").Kind[]} */ (Object.keys(additions));
  return html`<section class="panel" aria-labelledby="items" ref=${list}>
    <h2 id="items" tabindex="-1">${t("Items")}</h2>
    ${items.map(
      (item, index) =>
        html`<${Item}
          key=${item.key}
          form=${form}
          item=${item}
          index=${index}
          zone=${zone}
          onRemove=${() => remove(item.key)}
        />`,
    )}
    <div class="actions add-items">
      ${kinds.map(
        (kind) =>
          html`<${Button}
            key=${kind}
            kind="quiet small"
            icon="plus"
            aria-label=${t(additions[kind])}
            onClick=${() => add(kind)}
          >
            ${t(itemKinds[kind])}
          <//>`,
      )}
    </div>
  </section>`;
}

/**
 * @param {{form: Form, item: import("./draft.js").DraftItem, index: number, zone: string | null,
 *   onRemove: () => void}} props
 */
function Item({ form, item, index, zone, onRemove }) {
  const at = (/** @type {string} */ name) => `items[${index}].${name}`;
  const draft = /** @type {import("./draft.js").Draft} */ (form.values);
  const party = partyOf(draft);
  const stays = item.kind === "accommodation" || item.kind === "package";
  const legend = t("{number}. {kind}", { number: index + 1, kind: t(itemKinds[item.kind]) });
  const changeItem = (
    /** @type {(item: import("./draft.js").DraftItem) => import("./draft.js").DraftItem} */ make,
    /** @type {string} */ name,
  ) =>
    form.change((now) => {
      const items = [...now.items];
      items[index] = make(items[index]);
      return { ...now, items };
    }, at(name));
  const date = (/** @type {"from" | "to"} */ name) => (/** @type {string} */ value) =>
    changeItem((now) => withNights(now, { [name]: value }), name);
  const all = party.map(({ key }) => key);
  return html`<fieldset class="item">
    <legend>${legend}</legend>
    <div class="form-grid">
      <div class="span">
        <${TextControl} form=${form} path=${at("name")} label=${t("Name")} required />
      </div>
      ${stays && html`<${TextControl} form=${form} path=${at("rate")} label=${t("Rate")} />`}
      ${
        stays &&
        html`<${TextControl}
            form=${form}
            path=${at("from")}
            label=${t("First night")}
            type="date"
            required=${item.kind === "accommodation"}
            onInput=${date("from")}
          />
          <${TextControl}
            form=${form}
            path=${at("to")}
            label=${t("Departure")}
            type="date"
            required=${item.kind === "accommodation"}
            onInput=${date("to")}
          />`
      }
      ${
        item.kind === "activity" &&
        html`<${TextControl}
          form=${form}
          path=${at("at")}
          label=${zone ? t("Date and time, {place}", { place: zonePlace(zone) }) : t("Date and time")}
          type="datetime-local"
        />`
      }
      <${TextControl}
        form=${form}
        path=${at("quantity")}
        label=${item.kind === "accommodation" ? t("Nights") : t("Quantity")}
        inputmode="numeric"
        dir="ltr"
        required
      />
      <${TextControl}
        form=${form}
        path=${at("unit_price")}
        label=${t("Unit price, {currency}", { currency: draft.currency })}
        inputmode="decimal"
        dir="ltr"
        placeholder="0.00"
        required
      />
      <${TextControl}
        form=${form}
        path=${at("tax_rate")}
        label=${t("Tax, %")}
        inputmode="decimal"
        dir="ltr"
        required
      />
    </div>
    <div class="item-foot">
      <${ChoicesControl}
        form=${form}
        path=${at("guests")}
        legend=${t("For")}
        options=${party.map((guest, number) => ({
          value: guest.key,
          label: html`<bdi>${fullName(guest) || t("Guest {number}", { number: number + 1 })}</bdi>`,
        }))}
        chosen=${all.filter((key) => !item.without.includes(key))}
        onChange=${(/** @type {string[]} */ chosen) =>
          changeItem(
            (now) => ({ ...now, without: all.filter((key) => !chosen.includes(key)) }),
            "guests",
          )}
      />
      <${Button}
        kind="quiet small"
        aria-label=${t("Remove item {number}", { number: index + 1 })}
        onClick=${onRemove}
      >
        ${t("Remove")}
      <//>
    </div>
  </fieldset>`;
}
