/**
 * The styles of parts that are loaded when they are first opened. A page names all its stylesheets, in
 * the order of the cascade; those with `disabled` are fetched when one of the parts that their
 * `data-for` names is.
 */

/**
 * @param {string} part
 * @returns {Promise<unknown>} fulfilled when the part's styles apply
 * @throws {Error} if one could not be loaded
 */
export function stylesFor(part) {
  const links = document.querySelectorAll(`link[disabled][data-for~="${part}"]`);
  return Promise.all([.../** @type {NodeListOf<HTMLLinkElement>} */ (links)].map(enabled));
}

/** @param {HTMLLinkElement} link */
const enabled = (link) =>
  new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.disabled = true;
      reject(new Error(`${link.href} could not be loaded.`));
    };
    link.disabled = false;
  });
