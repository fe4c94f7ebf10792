/**
 * Joins the stylesheets of each page into generated/styles/<page>.css, so that it waits for one file.
 *
 * A page's styles/page.css imports them in the order of the cascade. What is built has the same rules
 * in the same order; only comments, but for licences, and indents are gone.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const pages = ["portal", "book", "admin"];
const built = join(here, "generated", "styles");

/**
 * The text of a stylesheet, with those that it imports in their places.
 * @param {string} path
 * @returns {Promise<string>}
 * @throws {Error} if it refers to a file in another way, which would not be found from generated/
 */
async function joined(path) {
  const text = (await readFile(path, "utf8")).replace(/^@charset "UTF-8";/, "");
  const [start, ...imports] = text.split(/^@import "([^"]+)"(?: (\w+))?;$/m);
  let all = start;
  for (let at = 0; at < imports.length; at += 3) {
    const [name, media, after] = imports.slice(at, at + 3);
    const rules = await joined(join(dirname(path), name));
    all += (media ? `@media ${media} {${rules}}` : rules) + after;
  }
  const other = all.match(/@import.*|url\((?!"data:).*/);
  if (other) throw new Error(`${path} refers to a file: ${other[0].slice(0, 80)}`);
  return all;
}

await mkdir(built, { recursive: true });
for (const page of pages) {
  const sheet = await joined(join(here, page, "styles", "page.css"));
  const bare = sheet.replace(/\/\*(?!!).*?\*\//gs, "").replace(/\s*\n\s*/g, "\n");
  await writeFile(join(built, `${page}.css`), `@charset "UTF-8";${bare.trim()}\n`);
}
