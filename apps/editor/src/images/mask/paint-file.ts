import { createPaintLayer, type PaintLayer, type Rect, wholeRect } from './paint-layer.ts';

/** The paint as a PNG, white on black: what Paint Mask reads. */
export async function encodePaint(layer: PaintLayer): Promise<Blob> {
  const canvas = new OffscreenCanvas(layer.widthPx, layer.heightPx);
  const context = canvas.getContext('2d')!;
  context.putImageData(paintImage(layer, wholeRect(layer), grayOpaque), 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

/**
 * The paint of a picture of the given size: its brightness, where it is opaque. Another size than the picture's is
 * scaled to it.
 */
export async function decodePaint(blob: Blob, widthPx: number, heightPx: number): Promise<PaintLayer> {
  const bitmap = await createImageBitmap(blob);
  const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0, widthPx, heightPx);
  bitmap.close();
  const { data } = context.getImageData(0, 0, widthPx, heightPx);
  const layer = createPaintLayer(widthPx, heightPx);
  for (let at = 0; at < layer.data.length; at += 1) {
    const from = 4 * at;
    const brightness = 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!;
    layer.data[at] = Math.round((brightness * data[from + 3]!) / 255);
  }
  return layer;
}

/** Writes the pixel for a value of paint at `at` of RGBA bytes. */
type Ink = (value: number, rgba: Uint8ClampedArray, at: number) => void;

const grayOpaque: Ink = (value, rgba, at) => {
  rgba.fill(value, at, at + 3);
  rgba[at + 3] = 255;
};

/** A part of the layer as pixels. */
export function paintImage(
  { data, widthPx }: PaintLayer,
  { left, top, right, bottom }: Rect,
  ink: Ink,
): ImageData {
  const image = new ImageData(Math.max(right - left, 1), Math.max(bottom - top, 1));
  let at = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1, at += 4) ink(data[y * widthPx + x]!, image.data, at);
  }
  return image;
}
