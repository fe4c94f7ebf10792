/**
 * Finds the sentences of the pages: every `t("…")`, `rich("…")`, `msg("…")` and `plural("…", "…")`,
 * printed as JSON. `tools/words.py` puts them into the translators' files.
 *
 * The scripts are parsed, not searched: expressions of a template within a template are where most
 * of a page's words stand. The parser is the one that the formatter brings.
 */
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parsers } from "prettier/plugins/acorn";

const here = dirname(fileURLToPath(import.meta.url));
const folders = ["portal", "book", "admin", "shared"];

/** How many sentences each function takes, as its first arguments. */
const counts = { t: 1, rich: 1, msg: 1, plural: 2 };

/** @typedef {{file: string, line: number, texts: string[], comments: string[]}} Found */

/**
 * What a script imports from shared/words.js: the original name by the one it has there.
 * @param {any} tree
 * @param {string} file
 */
function imported(tree, file) {
  /** @type {Record<string, keyof typeof counts>} */
  const names = {};
  for (const node of tree.body) {
    if (node.type !== "ImportDeclaration") continue;
    if (join(dirname(file), node.source.value) !== join("shared", "words.js")) continue;
    for (const { imported, local } of node.specifiers)
      if (imported && Object.hasOwn(counts, imported.name)) names[local.name] = imported.name;
  }
  return names;
}

/** @param {string} source @param {number} position */
const lineOf = (source, position) => source.slice(0, position).split("\n").length;

/** The text that an argument is, if it is one and nothing else. @param {any} node */
function literal(node) {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.quasis.length === 1)
    return node.quasis[0].value.cooked;
  return null;
}

/** @param {string} file @returns {Promise<{found: Found[], wrong: string[]}>} */
async function sentences(file) {
  const source = await readFile(join(here, file), "utf8");
  const tree = /** @type {any} */ (parsers.acorn.parse(source, /** @type {any} */ ({})));
  const names = imported(tree, file);
  const notes = tree.comments
    .map((/** @type {any} */ { value, start, end }) => ({
      text: value.trim(),
      from: lineOf(source, start),
      to: lineOf(source, end),
    }))
    .filter((/** @type {any} */ { text }) => text.startsWith("translators:"));
  /** @type {Found[]} */
  const found = [];
  /** @type {string[]} */
  const wrong = [];

  /** @param {any} node @param {boolean} running within a function */
  function visit(node, running) {
    if (Array.isArray(node)) return node.forEach((child) => visit(child, running));
    if (!node || typeof node.type !== "string") return;
    const called = node.type === "CallExpression" && node.callee.name;
    if (called && Object.hasOwn(names, called)) {
      const name = names[called];
      const texts = node.arguments.slice(0, counts[name]).map(literal);
      const line = lineOf(source, node.start);
      if (name !== "msg" && !running)
        wrong.push(`${file}:${line}: ${name}() is called before the words are there; use msg()`);
      if (texts.every((/** @type {string | null} */ text) => text !== null)) {
        const near = notes.filter(
          (/** @type {any} */ { from, to }) => to === line - 1 || from === line,
        );
        const comments = near.map((/** @type {any} */ { text }) => text.slice(12).trim());
        found.push({ file: `site/${file}`, line, texts, comments });
      } else if (name !== "t" && name !== "rich") {
        wrong.push(`${file}:${line}: ${name}() takes sentences as they are, not variables`);
      }
    }
    const within = running || /Function/.test(node.type);
    for (const [key, child] of Object.entries(node))
      if (child && typeof child === "object" && key !== "comments") visit(child, within);
  }
  visit(tree.body, false);
  return { found, wrong };
}

/** @type {Found[]} */
const all = [];
/** @type {string[]} */
const errors = [];
for (const folder of folders) {
  const names = await readdir(join(here, folder), { recursive: true });
  for (const name of names.filter((name) => name.endsWith(".js")).sort()) {
    const { found, wrong } = await sentences(`${folder}/${name}`);
    all.push(...found);
    errors.push(...wrong);
  }
}
if (errors.length) {
  console.error(errors.join("\n"));
  process.exitCode = 1;
} else console.log(JSON.stringify(all));
