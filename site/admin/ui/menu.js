/**
 * A menu button (ARIA Authoring Practices): arrows, Home, End and first letters move, Escape closes
 * and gives the focus back. An item that can't be used now stays reachable, so that its reason is
 * read too.
 */
import { html, useEffect, useId, useLayoutEffect, useRef, useState } from "../../shared/ui.js";

/**
 * @typedef {object} MenuItem
 * @property {string} label
 * @property {() => void} onChoose
 * @property {string} [reason] why it can't be chosen now
 * @property {boolean} [grave] shown apart as something that can't be taken back
 */

/** @param {{label: string, items: MenuItem[], busy?: boolean}} props */
export function Menu({ label, items, busy = false }) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const id = useId();

  useLayoutEffect(() => {
    if (open) itemAt(root.current, at)?.focus();
  }, [open, at]);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (/** @type {Event} */ event) => {
      if (!root.current?.contains(/** @type {Node} */ (event.target))) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  const show = (/** @type {number} */ first) => {
    setAt(first);
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const choose = (/** @type {MenuItem} */ item) => {
    if (item.reason !== undefined) return;
    close();
    item.onChoose();
  };
  const last = items.length - 1;
  const onButtonKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    show(event.key === "ArrowDown" ? 0 : last);
  };
  const onMenuKey = (/** @type {KeyboardEvent} */ event) => {
    const moves = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    if (event.key in moves) {
      event.preventDefault();
      setAt(moves[/** @type {keyof typeof moves} */ (event.key)]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") {
      setOpen(false);
    } else if (event.key.length === 1 && event.key !== " ") {
      const next = nextWith(items, at, event.key);
      if (next >= 0) setAt(next);
    }
  };
  return html`<div class="menu" ref=${root}>
    <button
      type="button"
      ref=${button}
      aria-haspopup="menu"
      aria-expanded=${String(open)}
      aria-controls=${open ? id : undefined}
      onClick=${() => (open ? close() : show(0))}
      onKeyDown=${onButtonKey}
    >
      ${busy && html`<span class="spinner" aria-hidden="true"></span>`}
      <span>${label}</span><span class="chevron" aria-hidden="true"></span>
    </button>
    ${
      open &&
      html`<ul id=${id} role="menu" aria-label=${label} onKeyDown=${onMenuKey}>
        ${items.map((item, index) => {
          const own = `${id}-${index}`;
          const off = item.reason !== undefined;
          return html`<li role="none" key=${item.label} class=${item.grave ? "grave" : ""}>
            <button
              type="button"
              role="menuitem"
              tabindex=${index === at ? 0 : -1}
              aria-describedby=${off ? own : undefined}
              aria-disabled=${off ? "true" : undefined}
              onClick=${() => choose(item)}
              onMouseMove=${() => setAt(index)}
            >
              ${item.label}
            </button>
            ${off && html`<p class="why small" role="none" id=${own}>${item.reason}</p>`}
          </li>`;
        })}
      </ul>`
    }
  </div>`;
}

/** @param {HTMLElement | null} root @param {number} index @returns {HTMLElement | undefined} */
const itemAt = (root, index) =>
  /** @type {NodeListOf<HTMLElement> | undefined} */ (
    root?.querySelectorAll('[role="menuitem"]')
  )?.[index];

/** @param {MenuItem[]} items @param {number} at @param {string} letter */
function nextWith(items, at, letter) {
  const order = items.map((_, index) => (at + 1 + index) % items.length);
  const starts = (/** @type {number} */ index) =>
    items[index].label.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase());
  return order.find(starts) ?? -1;
}
