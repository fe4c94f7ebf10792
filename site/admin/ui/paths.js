/**
 * Reading and writing inside a form's values by the paths that the API's errors use:
 * `booker.email`, `items[0].tax_rate`.
 */

/** @param {string} path @returns {(string | number)[]} */
export const steps = (path) =>
  [...path.matchAll(/([^.[\]]+)/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));

/** @typedef {{[step: string | number]: unknown}} Part an object or a list of a form's values */

/**
 * @param {unknown} values
 * @param {string} path
 */
export const valueAt = (values, path) =>
  steps(path).reduce((part, step) => /** @type {Part | undefined} */ (part)?.[step], values);

/**
 * A copy with one value changed; what is not on the way to it stays the same object.
 * @template T
 * @param {T} values
 * @param {string} path
 * @param {unknown} value
 * @returns {T}
 */
export function withValueAt(values, path, value) {
  return /** @type {T} */ (replaced(values, steps(path), value));
}

/** @param {unknown} part @param {(string | number)[]} way @param {unknown} value @returns {unknown} */
function replaced(part, [step, ...rest], value) {
  if (step === undefined) return value;
  const known = /** @type {Part | undefined} */ (part);
  const copy = /** @type {Part} */ (Array.isArray(part) ? [...part] : { ...known });
  copy[step] = replaced(known?.[step], rest, value);
  return copy;
}
