/** A picture in a form: how it looks, another one, none. */
import { html, useRef, useState } from "../../shared/ui.js";
import { Button, Field } from "../../shared/components.js";
import { idOf } from "./controls.js";

/**
 * @param {{form: import("./form.js").Form, path: string, label: string, help: string,
 *   words: {shown: string, none: string, remove: string},
 *   shown: string | null, read: (file: File) => Promise<string>}} props what `read` answers is set
 */
export function PictureControl({ form, path, label, help, words, shown, read }) {
  const file = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [reading, setReading] = useState(false);
  const choose = async () => {
    const picture = file.current?.files?.[0];
    if (!picture) return;
    setReading(true);
    try {
      form.set(path, await read(picture));
    } catch (error) {
      form.refuse({ [path]: /** @type {Error} */ (error).message });
    } finally {
      setReading(false);
      if (file.current) file.current.value = "";
    }
  };
  return html`<${Field} label=${label} id=${idOf(path)} help=${help} error=${form.errors[path]}>
    ${(/** @type {Record<string, unknown>} */ attributes) =>
      html`<div class="logo">
        ${
          shown
            ? html`<img src=${shown} alt=${words.shown} />`
            : html`<span class="muted">${words.none}</span>`
        }
        <input
          ...${attributes}
          ref=${file}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          disabled=${reading}
          aria-busy=${reading}
          onChange=${choose}
        />
        ${
          shown &&
          html`<${Button} kind="quiet small" onClick=${() => form.set(path, null)}>
            ${words.remove}
          <//>`
        }
      </div>`}
  <//>`;
}
