/** Reading pictures for upload, as the API takes them. */
import { t } from "../../shared/words.js";

const LARGEST_LOGO = 100_000;
const LARGEST_FILE = 25_000_000;
/** What a page shows at most, on a screen with two dots a pixel. */
const LONGEST_SIDE = 1600;
const kinds = ["image/png", "image/jpeg", "image/webp"];

/**
 * A logo as a data URI, as it is. SVG is not taken: it can carry scripts.
 * @param {File} file
 * @returns {Promise<string>}
 * @throws {Error} in words for staff
 */
export async function readLogo(file) {
  if (file.size > LARGEST_LOGO) {
    throw new Error(
      t("The picture has {size} kB; 100 kB is the most.", { size: Math.ceil(file.size / 1000) }),
    );
  }
  const { uri } = await read(file);
  return uri;
}

/**
 * A photo as a data URI, made as small as pages show it: cameras give ten times what they need.
 * @param {File} file
 * @returns {Promise<string>}
 * @throws {Error} in words for staff
 */
export async function readPhoto(file) {
  if (file.size > LARGEST_FILE) throw new Error(t("The picture has more than 25 MB."));
  const { picture } = await read(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  // A JPEG knows no transparency: what shines through is the page.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.8);
}

/**
 * @param {File} file
 * @returns {Promise<{uri: string, picture: HTMLImageElement}>}
 */
async function read(file) {
  if (!kinds.includes(file.type)) throw new Error(t("This must be a PNG, JPEG or WebP picture."));
  const uri = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error(t("The picture can't be read.")));
    reader.readAsDataURL(file);
  });
  const picture = new Image();
  picture.src = uri;
  try {
    await picture.decode();
  } catch {
    throw new Error(t("The file says it is a picture, but it can't be shown as one."));
  }
  return { uri, picture };
}
