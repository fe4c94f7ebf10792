/** Reading a picture for upload, as the API takes it. */

const LARGEST = 100_000;
const kinds = ["image/png", "image/jpeg", "image/webp"];

/**
 * The picture as a data URI. SVG is not taken: it can carry scripts.
 * @param {File} file
 * @returns {Promise<string>}
 * @throws {Error} in words for staff
 */
export async function readLogo(file) {
  if (!kinds.includes(file.type)) throw new Error("This must be a PNG, JPEG or WebP picture.");
  if (file.size > LARGEST) {
    throw new Error(`The picture has ${Math.ceil(file.size / 1000)} kB; 100 kB is the most.`);
  }
  const uri = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error("The picture can't be read."));
    reader.readAsDataURL(file);
  });
  const picture = new Image();
  picture.src = uri;
  try {
    await picture.decode();
  } catch {
    throw new Error("The file says it is a picture, but it can't be shown as one.");
  }
  return uri;
}
