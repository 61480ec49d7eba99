import { join } from 'node:path';
import sharp from 'sharp';
import { root } from './stage.mjs';

/** The picture at the top of the README, relative to the root. */
export const STRIP = 'docs/images/examples.png';

/** The examples in it, from left to right; their pictures are equally high. */
export const STRIP_EXAMPLES = ['text-to-image', 'image-to-image', 'two-prompts', 'inpainting'];

const ZOOM = 2;
const GAP_PX = 12;

/** Lays example pictures out side by side, every pixel as ZOOM × ZOOM pixels, on nothing. */
export async function paintStrip() {
  const pictures = await Promise.all(
    STRIP_EXAMPLES.map((name) => zoomed(join(root, 'examples', `${name}.png`))),
  );
  let left = 0;
  const placed = pictures.map(({ data, info }) => {
    const layer = { input: data, left, top: 0 };
    left += info.width + GAP_PX;
    return layer;
  });
  const height = Math.max(...pictures.map(({ info }) => info.height));
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  await sharp({ create: { width: left - GAP_PX, height, channels: 4, background } })
    .composite(placed)
    .png({ compressionLevel: 9 })
    .toFile(join(root, STRIP));
}

async function zoomed(file) {
  const { width } = await sharp(file).metadata();
  return sharp(file)
    .resize({ width: width * ZOOM, kernel: 'nearest' })
    .png()
    .toBuffer({ resolveWithObject: true });
}
