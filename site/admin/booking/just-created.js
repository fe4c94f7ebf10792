/**
 * The booking that the form has just made, for its page to greet once.
 */

/** @typedef {{code: string, link: string}} Created */

/** @type {Created | null} */
let created = null;

/** @param {Created} made */
export function greet(made) {
  created = made;
}

/** @param {string} code @returns {Created | null} */
export function takeCreated(code) {
  const made = created?.code === code ? created : null;
  created = null;
  return made;
}
