/**
 * Preact with htm: components written as tagged templates, with nothing to compile.
 */
import { h } from "../vendor/preact.js";
import htm from "../vendor/htm.js";

/**
 * The template tag. A template with one root gives one node, with several an array.
 * @type {(strings: TemplateStringsArray, ...values: any[]) => any}
 */
export const html = htm.bind(/** @type {any} */ (h));

export { render, Fragment, createContext } from "../vendor/preact.js";
export {
  useCallback,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from "../vendor/hooks.js";
