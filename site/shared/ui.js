/**
 * Preact with htm: components written as tagged templates, with nothing to compile.
 */
import { h } from "../vendor/preact.js";
import htm from "../vendor/htm.js";

/** @typedef {import("../vendor/preact.js").ComponentChildren} Children what a part draws, or has inside */
/** @typedef {Event & {currentTarget: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement}} FieldEvent */
/** @typedef {Event & {currentTarget: HTMLInputElement}} CheckEvent of a box to tick, or a number */

/**
 * The template tag. A template with one root gives one node, with several an array.
 * @type {(strings: TemplateStringsArray, ...values: unknown[]) => Children}
 */
export const html = htm.bind(
  /** @type {(type: string, props: object, ...children: Children[]) => Children} */ (h),
);

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
