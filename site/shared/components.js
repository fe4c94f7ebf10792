/**
 * Small parts that both pages use.
 */
import { html, useEffect, useId, useLayoutEffect, useRef, useState } from "./ui.js";
import { Icon } from "./icons.js";
import { t } from "./words.js";

/** @typedef {"good" | "warn" | "bad" | "info" | "plain"} Tone */

/**
 * A button that shows when it is at work. It stays focusable then, and ignores clicks.
 * @param {{busy?: boolean, kind?: string, icon?: import("./icons.js").IconName, type?: string,
 *   onClick?: (event: Event) => void, children?: import("./ui.js").Children, [attribute: string]: unknown}} props
 *   `kind` is any of the classes quiet, danger, solid, bare
 */
export function Button({
  busy = false,
  kind = "",
  icon,
  type = "button",
  onClick,
  children,
  ...rest
}) {
  const click = (/** @type {Event} */ event) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return html`<button
    type=${type}
    class=${kind}
    aria-disabled=${busy ? "true" : undefined}
    onClick=${click}
    ...${rest}
  >
    ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : icon && html`<${Icon} name=${icon} />`}
    <span>${children}</span>
  </button>`;
}

/** @param {{tone?: Tone, icon?: import("./icons.js").IconName, children?: import("./ui.js").Children}} props */
export function Badge({ tone = "plain", icon, children }) {
  return html`<span class="badge ${tone}"
    >${icon && html`<${Icon} name=${icon} />`}<span>${children}</span></span
  >`;
}

/** @type {Record<Tone, import("./icons.js").IconName>} */
const noticeIcons = { good: "check", warn: "alert", bad: "alert", info: "info", plain: "info" };

/**
 * A message in the page. With `live` a screen reader says it when it appears: errors at once,
 * the rest when it is the message's turn.
 * @param {{tone?: Tone, live?: boolean, icon?: import("./icons.js").IconName, children?: import("./ui.js").Children}} props
 */
export function Notice({ tone = "plain", live = false, icon, children }) {
  const role = live ? (tone === "bad" ? "alert" : "status") : undefined;
  return html`<div class="notice ${tone}" role=${role}>
    <${Icon} name=${icon ?? noticeIcons[tone]} />
    <div>${children}</div>
  </div>`;
}

/** @param {{lines?: number, label?: string}} props */
export function Skeleton({ lines = 3, label }) {
  return html`<div class="skeleton" role=${label ? "status" : undefined}>
    ${label && html`<p class="hidden-visually">${label}</p>`}
    ${Array.from({ length: lines }, (_, index) => html`<span key=${index}></span>`)}
  </div>`;
}

/**
 * A modal dialog. The browser keeps the focus inside, gives it back at the end, and closes on Escape;
 * `onClose` is told of every closing that the page did not ask for.
 * @param {{open: boolean, title: string, onClose: () => void, children?: import("./ui.js").Children}} props
 */
export function Dialog({ open, title, onClose, children }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const id = useId();
  useLayoutEffect(() => {
    const dialog = element.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  const clickedBeside = (/** @type {MouseEvent} */ event) => {
    if (event.target === element.current) onClose();
  };
  const cancelled = (/** @type {Event} */ event) => {
    event.preventDefault();
    onClose();
  };
  return html`<dialog
    ref=${element}
    aria-labelledby=${id}
    onCancel=${cancelled}
    onMouseDown=${clickedBeside}
  >
    ${
      open &&
      html`<div class="dialog-head">
          <h2 id=${id} tabindex="-1" autofocus>${title}</h2>
          <button type="button" class="bare" aria-label=${t("Close")} onClick=${onClose}>
            <${Icon} name="close" />
          </button>
        </div>
        <div class="dialog-body">${children}</div>`
    }
  </dialog>`;
}

/**
 * A labelled control with its help and its error. The child function gets the attributes that tie
 * them together, and puts them on the control.
 * @param {{label: import("./ui.js").Children, help?: string | null, error?: string | null, required?: boolean,
 *   id?: string, children: (attributes: Record<string, unknown>) => import("./ui.js").Children}} props
 */
export function Field({ label, help, error, required = false, id, children }) {
  const made = useId();
  const own = id ?? made;
  const described = [help && `${own}-help`, error && `${own}-error`].filter(Boolean).join(" ");
  const attributes = {
    id: own,
    required: required || undefined,
    "aria-invalid": error ? "true" : undefined,
    "aria-describedby": described || undefined,
  };
  return html`<div class="field">
    <label for=${own}><span dir="auto">${label}</span>${required && html`<${Required} />`}</label>
    ${help && html`<p class="help" id=${`${own}-help`} dir="auto">${help}</p>`}
    ${children(attributes)} ${error && html`<${FieldError} id=${`${own}-error`}>${error}<//>`}
  </div>`;
}

export function Required() {
  return html` <span class="required" aria-hidden="true">*</span
    ><span class="hidden-visually"> (${t("required")})</span>`;
}

/** @param {{id: string, children?: import("./ui.js").Children}} props */
export function FieldError({ id, children }) {
  return html`<p class="error" id=${id}><${Icon} name="alert" /><span>${children}</span></p>`;
}

/** @type {{id: number, text: string}[]} */
let toasts = [];
/** @type {Set<(all: typeof toasts) => void>} */
const watchers = new Set();
let lastToast = 0;

/** @param {typeof toasts} next */
function setToasts(next) {
  toasts = next;
  for (const watch of watchers) watch(toasts);
}

/**
 * Says that something was done. Not for errors: those stay in the page, where they happened.
 * @param {string} text
 */
export function toast(text) {
  const id = (lastToast += 1);
  setToasts([...toasts.slice(-2), { id, text }]);
  setTimeout(() => setToasts(toasts.filter((one) => one.id !== id)), 8000);
}

/** Where toasts appear; put it once on a page. */
export function Toasts() {
  const [shown, setShown] = useState(toasts);
  useEffect(() => {
    watchers.add(setShown);
    return () => void watchers.delete(setShown);
  }, []);
  const drop = (/** @type {number} */ id) => setToasts(toasts.filter((one) => one.id !== id));
  return html`<div class="toasts" role="status">
    ${shown.map(
      ({ id, text }) =>
        html`<div class="toast" key=${id}>
          <span>${text}</span>
          <button type="button" class="bare" aria-label=${t("Dismiss")} onClick=${() => drop(id)}>
            <${Icon} name="close" />
          </button>
        </div>`,
    )}
  </div>`;
}

/** Whether the browser believes it has a network. */
export function useOnline() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    addEventListener("online", update);
    addEventListener("offline", update);
    return () => {
      removeEventListener("online", update);
      removeEventListener("offline", update);
    };
  }, []);
  return online;
}
