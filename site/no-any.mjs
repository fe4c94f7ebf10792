/**
 * Refuses `any` in the pages' types: what comes from the API has its type in generated/api.d.ts, and
 * what is not known is `unknown`.
 */
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folders = ["admin", "book", "portal", "shared"];

/** The types in a comment: what stands in braces after a tag. @param {string} comment */
function types(comment) {
  return [...comment.matchAll(/@\w+\s+\{/g)].map(({ index, 0: { length } }) => {
    let depth = 1;
    let end = index + length;
    for (; depth && end < comment.length; end += 1) {
      depth += { "{": 1, "}": -1 }[comment[end]] ?? 0;
    }
    return comment.slice(index + length, end);
  });
}

let found = 0;
for (const folder of folders) {
  for (const name of await readdir(join(here, folder), { recursive: true })) {
    if (!/\.(js|d\.ts)$/.test(name)) continue;
    const text = await readFile(join(here, folder, name), "utf8");
    const parts = name.endsWith(".ts") ? [text.replace(/\/\*.*?\*\//gs, "")] : [];
    for (const [comment] of text.matchAll(/\/\*\*.*?\*\//gs)) parts.push(...types(comment));
    for (const part of parts.filter((one) => /\bany\b/.test(one))) {
      console.error(`${folder}/${name}: any in {${part.replace(/\s*\n\s*\*?\s*/g, " ").trim()}`);
      found += 1;
    }
  }
}
process.exitCode = found ? 1 : 0;
