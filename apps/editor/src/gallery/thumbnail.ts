/** Longest side in pixels: sharp in a grid, also on dense screens. */
const SIDE_PX = 320;

/** A picture made small, as WebP; pictures that are small already stay as they are. */
export async function makeThumbnail(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const scale = SIDE_PX / Math.max(bitmap.width, bitmap.height);
  try {
    return scale >= 1 ? picture : await drawn(bitmap, scale);
  } finally {
    bitmap.close();
  }
}

function drawn(bitmap: ImageBitmap, scale: number): Promise<Blob> {
  const size = (px: number) => Math.max(1, Math.round(px * scale));
  const canvas = new OffscreenCanvas(size(bitmap.width), size(bitmap.height));
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
}
