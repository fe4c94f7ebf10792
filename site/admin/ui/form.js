/**
 * A form's values and what is wrong with them, by path.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "../../shared/ui.js";
import { Problem } from "../../shared/api.js";
import { explain } from "./failure.js";
import { valueAt, withValueAt } from "./paths.js";

/** @typedef {Record<string, string>} Errors message by path */
/**
 * `at` gives the value at a path, of the type that its reader says. `change` changes several values
 * at once; what was wrong with the fields at its paths, or below them, is taken back. `failure` is
 * what is wrong with the whole, `dirty` whether something was changed since it was loaded or saved.
 * @template {object} [Values=object]
 * @typedef {{values: Values, errors: Errors, failure: string | null, busy: boolean, dirty: boolean,
 *   at<T>(path: string): T,
 *   set(path: string, value: unknown): void,
 *   change(make: (values: Values) => Values, ...paths: string[]): void,
 *   refuse(errors: Errors, failure?: string | null): void,
 *   submit(event?: Event): Promise<void>,
 *   reset(values: Values): void}} Form
 */

/**
 * @template {object} Values
 * @param {object} settings
 * @param {Values} settings.initial
 * @param {(values: Values) => Promise<Values | null | void>} settings.save what it answers becomes the values, if anything
 * @param {(values: Values) => Errors} [settings.check] what can be said before asking the server
 * @param {(field: string) => string} [settings.place] where an error of the API is shown
 * @param {boolean} [settings.touched] whether it starts with something unsaved
 * @returns {Form<Values>}
 */
export function useForm({ initial, save, check, place = (field) => field, touched = false }) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState(/** @type {Errors} */ ({}));
  const [failure, setFailure] = useState(/** @type {string | null} */ (null));
  const [busy, setBusy] = useState(false);
  const [dirty, setDirty] = useState(touched);
  /** Grows with each refusal, so that the focus goes to what was said. */
  const [refusals, setRefusals] = useState(0);
  const alive = useRef(true);
  useEffect(() => () => void (alive.current = false), []);
  useEffect(() => {
    /** @type {HTMLElement | null} */
    const problems = refusals ? document.querySelector(".form-problems") : null;
    problems?.focus();
  }, [refusals]);

  const change = useCallback(
    (/** @type {(values: Values) => Values} */ make, /** @type {string[]} */ ...paths) => {
      setValues(make);
      setDirty(true);
      setErrors((now) => paths.reduce(without, now));
    },
    [],
  );
  const set = useCallback(
    (/** @type {string} */ path, /** @type {unknown} */ value) =>
      change((now) => withValueAt(now, path, value), path),
    [change],
  );
  const refuse = useCallback(
    (/** @type {Errors} */ found, /** @type {string | null} */ said = null) => {
      setErrors(found);
      setFailure(said);
      setRefusals((count) => count + 1);
    },
    [],
  );
  const reset = useCallback((/** @type {Values} */ fresh) => {
    setValues(fresh);
    setErrors({});
    setFailure(null);
    setDirty(false);
  }, []);
  const submit = async (/** @type {Event | undefined} */ event) => {
    event?.preventDefault();
    if (busy) return;
    const found = check?.(values) ?? {};
    if (Object.keys(found).length) return refuse(found);
    setErrors({});
    setFailure(null);
    setBusy(true);
    try {
      const saved = await save(values);
      if (!alive.current) return;
      if (saved) reset(saved);
      else setDirty(false);
    } catch (error) {
      if (!alive.current) return;
      const said = error instanceof Problem ? error.byField() : {};
      const placed = Object.entries(said).map(([field, message]) => [place(field), message]);
      refuse(Object.fromEntries(placed), explain(error));
    } finally {
      if (alive.current) setBusy(false);
    }
  };
  const at = useMemo(
    () => /** @type {Form["at"]} */ ((path) => /** @type {never} */ (valueAt(values, path))),
    [values],
  );
  return { values, errors, failure, busy, dirty, at, set, change, refuse, submit, reset };
}

/** The errors that remain when a field was changed. @param {Errors} errors @param {string} path */
const without = (errors, path) => {
  const gone = (/** @type {string} */ field) =>
    field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`);
  const left = Object.entries(errors).filter(([field]) => !gone(field));
  return left.length < Object.keys(errors).length ? Object.fromEntries(left) : errors;
};
