/**
 * What a tab remembers: it survives a reload and the way to another site and back, and is gone when
 * the tab is closed.
 */

/** Storage can be switched off in a browser; then the page works, but forgets on a reload. */
const memory = new Map();

export const storage = {
  /** @param {string} key @returns {unknown} */
  get(key) {
    try {
      const text = sessionStorage.getItem(key);
      return text === null ? null : JSON.parse(text);
    } catch {
      return memory.get(key) ?? null;
    }
  },
  /** @param {string} key @param {unknown} value `null` removes it */
  set(key, value) {
    memory.set(key, value);
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Kept in memory then.
    }
  },
};
