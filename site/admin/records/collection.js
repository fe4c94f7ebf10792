/** Records of which there are several: a list, and a page for each with its form. */
import { html, useState } from "../../shared/ui.js";
import { Button, toast } from "../../shared/components.js";
import { rich, t } from "../../shared/words.js";
import { navigate } from "../navigation.js";
import { settingsHref } from "../routes.js";
import { Confirm } from "../ui/confirm.js";
import { Missing } from "../ui/languages.js";
import { Loaded } from "./single.js";

/** @typedef {import("../../shared/ui.js").Children} Children */
/** @typedef {{id: string}} Item */

/**
 * @template {Item} [One=never]
 * @typedef {object} Kind
 * @property {(item?: string) => string} href the list's address, or that of one of them
 * @property {string} title
 * @property {Children} intro
 * @property {(id: string) => Promise<null>} remove
 * @property {Children} [empty] what the list says while there is none
 * @property {string} gone that one does not exist, with a link `<a>` to the list
 * @property {string} sure the question before one is removed
 * @property {(item: One) => Children} row what the list shows of one
 * @property {(item: One) => string} nameOf
 * @property {string[]} [texts] its fields that are written in several languages
 * @property {(item: One) => Children} [removal] what removing one means
 * @property {{item: string, label: string}[]} additions the ways to add one
 */
/**
 * @template {Item} [One=never]
 * @typedef {(items: One[], index: number, reload: () => void) => Children} Tools beside one of the list
 */
/**
 * @template {Item} [One=never]
 * @typedef {(item: One | null, remove: Children) => Children} Editor gets null for a new one, and
 *   the button that removes an old one
 */

/**
 * A list of settings that has an address and an operation of its own.
 * @template {Item} One
 * @param {{kind: Omit<Kind<One>, "href" | "remove"> & {section: string,
 *   api: {list: () => Promise<One[]>, remove: (id: string) => Promise<null>}},
 *   item: string | null, editor: Editor<One>, tools?: Tools<One>}} props
 */
export function Collection({ kind, item, editor, tools }) {
  const href = (/** @type {string | undefined} */ one) => settingsHref(kind.section, one);
  const whole = { ...kind, href, remove: kind.api.remove };
  return html`<${Loaded} load=${kind.api.list} inputs=${[item]}>
    ${(/** @type {One[]} */ items, /** @type {() => void} */ reload) =>
      html`<${Records}
        kind=${whole}
        items=${items}
        item=${item}
        editor=${editor}
        tools=${tools}
        reload=${reload}
      />`}
  <//>`;
}

/**
 * @template {Item} One
 * @param {{kind: Kind<One>, items: One[], item: string | null, tools?: Tools<One>, reload: () => void,
 *   editor: Editor<One>}} props
 */
export function Records({ kind, items, item, editor, tools, reload }) {
  if (item === null) {
    return html`<${List} kind=${kind} items=${items} tools=${tools} reload=${reload} />`;
  }
  const found = items.find(({ id }) => id === item) ?? null;
  if (!found && !kind.additions.some((addition) => addition.item === item)) {
    return html`<${Gone} kind=${kind} />`;
  }
  return html`<p class="back"><a href=${kind.href()}>${kind.title}</a></p>
    ${editor(found, found && html`<${Remove} kind=${kind} item=${found} />`)}`;
}

/** @template {Item} One @param {{kind: Kind<One>, items: One[], tools?: Tools<One>, reload: () => void}} props */
function List({ kind, items, tools, reload }) {
  const { title, href } = kind;
  return html`<div class="panel">
    <div class="head">
      <h2>${title}</h2>
      <div class="actions">
        ${kind.additions.map(
          ({ item, label }) =>
            html`<a key=${item} class="button small" href=${href(item)}>${label}</a>`,
        )}
      </div>
    </div>
    <p class="muted">${kind.intro}</p>
    ${
      items.length
        ? html`<ul class="plain records">
            ${items.map(
              (one, index) =>
                html`<li key=${one.id}>
                  <div class="record">
                    <a href=${href(one.id)} dir="auto">${kind.nameOf(one)}</a>
                    ${kind.texts && html`${" "}<${Missing} record=${one} fields=${kind.texts} />`}
                    <div class="muted small">${kind.row(one)}</div>
                  </div>
                  ${tools?.(items, index, reload)}
                </li>`,
            )}
          </ul>`
        : html`<p>${kind.empty ?? t("There is none yet.")}</p>`
    }
  </div>`;
}

/** @param {{kind: Kind}} props */
const Gone = ({ kind }) =>
  html`<div class="panel">
    <h2>${t("Not there any more")}</h2>
    <p>${rich(kind.gone, {}, { a: (words) => html`<a href=${kind.href()}>${words}</a>` })}</p>
  </div>`;

/** @template {Item} One @param {{kind: Kind<One>, item: One}} props */
function Remove({ kind, item }) {
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await kind.remove(item.id);
    toast(t("Removed {name}", { name: kind.nameOf(item) }));
    navigate(kind.href(), { replace: true });
  };
  return html`<${Button} kind="danger" onClick=${() => setAsking(true)}>${t("Remove")}<//>
    <${Confirm}
      open=${asking}
      title=${kind.sure}
      action=${t("Remove")}
      onConfirm=${remove}
      onClose=${() => setAsking(false)}
    >
      <p><strong dir="auto">${kind.nameOf(item)}</strong></p>
      <p>${kind.removal?.(item)}</p>
    <//>`;
}
