/**
 * Copies the libraries the pages use into vendor/, as the browser loads them.
 *
 * Nothing is bundled or compiled. Three things are changed on the way:
 * - bare imports become relative ones, because an import map is an inline script and the pages'
 *   content security policy allows none;
 * - `.mjs` becomes `.js`, which every static host serves with a script's media type;
 * - Pico goes into a cascade layer, so that the pages' own rules win without a contest of selectors.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

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
};

const styles = {
  "pico.css": { from: "@picocss/pico/css/pico.min.css", layer: "pico" },
};

/** @param {string} path */
const read = (path) => readFile(join(modules, path), "utf8");

/**
 * The script with its bare imports made relative and without its source map's address.
 * @param {string} source
 * @param {string} name
 */
function served(source, name) {
  const linked = source.replace(
    /(\bfrom\s*|\bimport\s*)"(@?[a-z][\w./-]*)"/g,
    (_, keyword, bare) => {
      if (!(bare in relative)) throw new Error(`${name} imports "${bare}", which is not copied`);
      return `${keyword}"${relative[/** @type {keyof typeof relative} */ (bare)]}"`;
    },
  );
  return linked.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
}

await rm(vendor, { recursive: true, force: true });
await mkdir(vendor, { recursive: true });

const versions = [];
for (const name of ["preact", "htm", "@picocss/pico"]) {
  const { version, license } = JSON.parse(await read(`${name}/package.json`));
  versions.push(`${name} ${version} (${license})`);
}
const licences = ["preact/LICENSE", "htm/LICENSE", "@picocss/pico/LICENSE.md"];
const notices = await Promise.all(licences.map(read));

for (const [name, from] of Object.entries(scripts)) {
  await writeFile(join(vendor, name), served(await read(from), name));
}
for (const [name, text] of Object.entries(types)) {
  await writeFile(join(vendor, name), text);
}
for (const [name, { from, layer }] of Object.entries(styles)) {
  const css = (await read(from))
    .replace(/^@charset "UTF-8";/i, "")
    .replace(/\n?\/\*# sourceMappingURL=.*?\*\/\s*$/, "\n");
  await writeFile(join(vendor, name), `@charset "UTF-8";@layer ${layer}{${css}}\n`);
}
await writeFile(join(vendor, "LICENCES.txt"), `${versions.join("\n")}\n\n${notices.join("\n\n")}`);
console.log(`vendor/: ${versions.join(", ")}`);
