/**
 * Puts the libraries that the pages use into vendor/, as the browser loads them.
 *
 * Nothing is bundled. Scripts are copied with two changes: bare imports become relative ones, because
 * an import map is an inline script and the pages' content security policy allows none; and `.mjs`
 * becomes `.js`, which every static host serves with a script's media type. Pico is compiled from the
 * parts that pico.scss picks, and put into a cascade layer, so that the pages' own rules win without
 * a contest of selectors.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const vendor = join(here, "vendor");

/** Where a bare specifier lives once copied. */
const relative = { preact: "./preact.js" };

const scripts = {
  "preact.js": "preact/dist/preact.mjs",
  "hooks.js": "preact/hooks/dist/hooks.mjs",
  "htm.js": "htm/dist/htm.module.js",
};

/** Types stay in the packages; these files only point an editor and tsc at them. */
const types = {
  "preact.d.ts": 'export * from "preact";\n',
  "hooks.d.ts": 'export * from "preact/hooks";\n',
  "htm.d.ts": 'export { default } from "htm";\n',
  "event-calendar.d.ts":
    "export function create(target: HTMLElement, options: object): EventCalendar;\n" +
    "export function destroy(calendar: EventCalendar): Promise<void>;\n" +
    "export interface EventCalendar { setOption(name: string, value: unknown): EventCalendar; }\n",
};

/** Where each package's licence is. One that is published without its text has it in licences/. */
const packages = {
  preact: "node_modules/preact/LICENSE",
  htm: "node_modules/htm/LICENSE",
  "@picocss/pico": "node_modules/@picocss/pico/LICENSE.md",
  "@event-calendar/build": "licences/event-calendar.txt",
};

/** @param {string} path */
const read = (path) => readFile(join(modules, path), "utf8");

/** @param {string} name @param {string} text */
const write = (name, text) => writeFile(join(vendor, name), text);

/**
 * The script with its bare imports made relative and without its source map's address.
 * @param {string} source
 * @param {string} name
 */
function served(source, name) {
  const imports = /(\bfrom\s*|\bimport\s*)"(@?[a-z][\w./-]*)"/g;
  const linked = source.replace(imports, (_, keyword, bare) => {
    if (!(bare in relative)) throw new Error(`${name} imports "${bare}", which is not copied`);
    return `${keyword}"${relative[/** @type {keyof typeof relative} */ (bare)]}"`;
  });
  return linked.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
}

/** The timeline's library is made for a script tag; this makes it a module. */
async function eventCalendar() {
  const bundle = await read("@event-calendar/build/dist/event-calendar.min.js");
  return `${served(bundle, "event-calendar.js")}export const { create, destroy } = EventCalendar;\n`;
}

/**
 * Pico without its colours, which shared/styles/tokens.css gives for light and dark.
 * @throws {Error} if a value that the rules use is defined nowhere
 */
async function pico() {
  const options = { loadPaths: [modules], style: /** @type {const} */ ("compressed") };
  const { css } = compile(join(here, "pico.scss"), { ...options, quietDeps: true });
  const rule = String.raw`[^{}]*\{[^{}]*\}`;
  const themes = [
    String.raw`@media only screen and \(prefers-color-scheme: ?dark\)\{(?:${rule})*\}`,
    String.raw`\[data-theme=(?:light|dark)\]${rule}`,
  ];
  const bare = themes.reduce((text, theme) => text.replace(new RegExp(theme, "g"), ""), css);
  const tokens = await readFile(join(here, "shared", "styles", "tokens.css"), "utf8");
  const defined = new Set((bare + tokens).match(/--pico-[\w-]+(?=\s*:)/g));
  const missing = bare.match(/(?<=var\()--pico-[\w-]+/g)?.filter((name) => !defined.has(name));
  if (missing?.length) throw new Error(`Not in tokens.css: ${[...new Set(missing)].join(", ")}`);
  return `@charset "UTF-8";@layer pico{${bare.replace(/^\uFEFF/, "")}}\n`;
}

await rm(vendor, { recursive: true, force: true });
await mkdir(vendor);

const notices = [];
for (const [name, licence] of Object.entries(packages)) {
  const { version, license } = JSON.parse(await read(`${name}/package.json`));
  console.log(`${name} ${version} (${license})`);
  notices.push(`${name} ${version}\n\n${await readFile(join(here, licence), "utf8")}`);
}
await write("LICENCES.txt", notices.join("\n\n"));
await write("pico.css", await pico());
await write("event-calendar.js", await eventCalendar());
const styles = await read("@event-calendar/build/dist/event-calendar.min.css");
await write("event-calendar.css", `@layer event-calendar{${styles}}\n`);
for (const [name, text] of Object.entries(types)) await write(name, text);
for (const [name, from] of Object.entries(scripts)) {
  await write(name, served(await read(from), name));
}
