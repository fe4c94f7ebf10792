/**
 * Reading and writing inside a form's values by the paths that the API's errors use:
 * `booker.email`, `items[0].tax_rate`.
 */

/** @param {string} path @returns {(string | number)[]} */
export const steps = (path) =>
  [...path.matchAll(/([^.[\]]+)/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));

/**
 * @param {any} values
 * @param {string} path
 */
export const valueAt = (values, path) => steps(path).reduce((part, step) => part?.[step], values);

/**
 * A copy with one value changed; what is not on the way to it stays the same object.
 * @template T
 * @param {T} values
 * @param {string} path
 * @param {any} value
 * @returns {T}
 */
export function withValueAt(values, path, value) {
  return /** @type {T} */ (replaced(values, steps(path), value));
}

/** @param {any} part @param {(string | number)[]} way @param {any} value @returns {any} */
function replaced(part, [step, ...rest], value) {
  if (step === undefined) return value;
  const copy = Array.isArray(part) ? [...part] : { ...part };
  copy[step] = replaced(part?.[step], rest, value);
  return copy;
}
