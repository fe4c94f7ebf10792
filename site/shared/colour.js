/**
 * A brand's colour made safe to read: whatever it is, text keeps the contrast that WCAG 2.2 asks for.
 */

/** @typedef {[number, number, number]} Rgb each 0 to 255 */

/** The product's own colour, used where the brand's is missing or not a colour. */
export const defaultBrand = "#0b6e75";

/** @param {string | null | undefined} text "#0b6e75" or "#abc" @returns {Rgb | null} */
export function parseHex(text) {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec((text ?? "").trim())?.[1];
  if (!digits) return null;
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const value = parseInt(full, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** @param {Rgb} colour */
export const toHex = (colour) =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** Relative luminance, 0 to 1 (WCAG 2.2). @param {Rgb} colour */
export function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, 1 to 21 (WCAG 2.2). @param {Rgb} one @param {Rgb} other */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const white = /** @type {Rgb} */ ([255, 255, 255]);
const black = /** @type {Rgb} */ ([16, 20, 18]);

/** The better of near-black and white for text on the colour. @param {Rgb} colour */
export function inkOn(colour) {
  if (contrast(colour, white) >= 4.5) return white;
  return contrast(colour, black) >= 4.5 ? black : /** @type {Rgb} */ ([0, 0, 0]);
}

/**
 * The colour, moved towards black or white until it stands out from the background.
 * @param {Rgb} colour
 * @param {Rgb} background
 * @param {number} ratio contrast to reach
 * @returns {Rgb}
 */
export function standOut(colour, background, ratio) {
  const end = luminance(background) > 0.4 ? [0, 0, 0] : [255, 255, 255];
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = /** @type {Rgb} */ (
      colour.map((part, index) => Math.round(part + (end[index] - part) * share))
    );
    if (contrast(mixed, background) >= ratio) return mixed;
  }
  return /** @type {Rgb} */ (end);
}

/** The least favourable surfaces of styles/tokens.css, light and dark. */
const surfaces = { light: "#f0f0ec", dark: "#262c29" };

/**
 * Sets the brand's custom properties (see styles/tokens.css) on an element, by default the page.
 * @param {string | null | undefined} colour
 * @param {HTMLElement} [element]
 */
export function applyBrand(colour, element = document.documentElement) {
  const brand = parseHex(colour) ?? /** @type {Rgb} */ (parseHex(defaultBrand));
  const set = (/** @type {string} */ name, /** @type {Rgb} */ value) =>
    element.style.setProperty(name, toHex(value));
  set("--brand", brand);
  set("--on-brand", inkOn(brand));
  for (const [scheme, surface] of Object.entries(surfaces)) {
    const background = /** @type {Rgb} */ (parseHex(surface));
    set(`--accent-${scheme}`, standOut(brand, background, 4.6));
    set(`--brand-edge-${scheme}`, standOut(brand, background, 3.1));
  }
}
