/** Settings of which there are several: a list, and a page for each with its form. */
import { html, useState } from "../../shared/ui.js";
import { Button, toast } from "../../shared/components.js";
import { navigate } from "../navigation.js";
import { settingsHref } from "../routes.js";
import { Confirm } from "../ui/confirm.js";
import { Loaded } from "./single.js";

/**
 * @typedef {object} Kind
 * @property {string} section its name in the address
 * @property {string} title
 * @property {any} intro
 * @property {string} what one of them, "policy"
 * @property {{list: () => Promise<any[]>, remove: (id: string) => Promise<any>}} api
 * @property {(item: any) => any} row what the list shows of one
 * @property {(item: any) => string} nameOf
 * @property {(item: any) => any} [removal] what removing one means
 */

/**
 * @param {{kind: Kind, item: string | null,
 *   editor: (item: any | null, remove: any) => any, tools?: (items: any[], index: number, reload: () => void) => any}} props
 *   `editor` gets null for a new one, and the button that removes an old one
 */
export function Collection({ kind, item, editor, tools }) {
  return html`<${Loaded} load=${kind.api.list} inputs=${[item]}>
    ${(/** @type {any[]} */ items, /** @type {() => void} */ reload) => {
      if (item === null) {
        return html`<${List} kind=${kind} items=${items} tools=${tools} reload=${reload} />`;
      }
      const found = items.find(({ id }) => id === item) ?? null;
      if (!found && item !== "new") return html`<${Gone} kind=${kind} />`;
      return html`<p class="back">
          <a href=${settingsHref(kind.section)}>${kind.title}</a>
        </p>
        ${editor(found, found && html`<${Remove} kind=${kind} item=${found} />`)}`;
    }}
  <//>`;
}

/** @param {{kind: Kind, items: any[], tools?: (items: any[], index: number, reload: () => void) => any, reload: () => void}} props */
function List({ kind, items, tools, reload }) {
  const { section, title, what } = kind;
  return html`<div class="panel">
    <div class="head">
      <h2>${title}</h2>
      <a class="button small" href=${settingsHref(section, "new")}>Add a ${what}</a>
    </div>
    <p class="muted">${kind.intro}</p>
    ${
      items.length
        ? html`<ul class="plain records">
            ${items.map(
              (one, index) =>
                html`<li key=${one.id}>
                  <div class="record">
                    <a href=${settingsHref(section, one.id)} dir="auto">${kind.nameOf(one)}</a>
                    <div class="muted small">${kind.row(one)}</div>
                  </div>
                  ${tools?.(items, index, reload)}
                </li>`,
            )}
          </ul>`
        : html`<p>There is none yet.</p>`
    }
  </div>`;
}

/** @param {{kind: Kind}} props */
const Gone = ({ kind }) =>
  html`<div class="panel">
    <h2>Not there any more</h2>
    <p>
      This ${kind.what} does not exist.${" "}
      <a href=${settingsHref(kind.section)}>See ${kind.title.toLowerCase()}</a>
    </p>
  </div>`;

/** @param {{kind: Kind, item: any}} props */
function Remove({ kind, item }) {
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await kind.api.remove(item.id);
    toast(`Removed ${kind.nameOf(item)}`);
    navigate(settingsHref(kind.section), { replace: true });
  };
  return html`<${Button} kind="danger" onClick=${() => setAsking(true)}>Remove<//>
    <${Confirm}
      open=${asking}
      title=${`Remove this ${kind.what}?`}
      action="Remove"
      onConfirm=${remove}
      onClose=${() => setAsking(false)}
    >
      <p><strong dir="auto">${kind.nameOf(item)}</strong></p>
      <p>${kind.removal?.(item)}</p>
    <//>`;
}
