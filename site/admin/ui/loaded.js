/**
 * Loading something for a view: at first, again on request, and never the answer to an old question.
 */
import { useCallback, useEffect, useRef, useState } from "../../shared/ui.js";

/**
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} load
 * @param {readonly unknown[]} inputs what it depends on
 * @returns {{data: T | null, error: unknown, loading: boolean, reload: () => void,
 *   setData: (data: T) => void}}
 */
export function useLoaded(load, inputs) {
  const [state, setState] = useState(
    /** @type {{data: T | null, error: unknown, loading: boolean}} */ ({
      data: null,
      error: null,
      loading: true,
    }),
  );
  const running = useRef(/** @type {AbortController | null} */ (null));
  const reload = useCallback(() => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setState((now) => ({ ...now, error: null, loading: true }));
    load(control.signal).then(
      (data) => control.signal.aborted || setState({ data, error: null, loading: false }),
      (error) => control.signal.aborted || setState((now) => ({ ...now, error, loading: false })),
    );
  }, inputs);
  useEffect(() => {
    reload();
    return () => running.current?.abort();
  }, [reload]);
  const setData = useCallback((/** @type {T} */ data) => {
    setState({ data, error: null, loading: false });
  }, []);
  return { ...state, reload, setData };
}
