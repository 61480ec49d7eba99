import { ProblemError } from '@latentgraph/graph-core';
import type { ImageFormat, Pixels } from '@latentgraph/nodes';
import { encode as encodePng } from 'fast-png';

const DEFAULT_QUALITY: Readonly<Record<'webp' | 'jpeg', number>> = { webp: 90, jpeg: 92 };

/** @throws ProblemError for a format that this browser cannot write */
export async function encodePicture(
  pixels: Pixels,
  { format, quality }: { readonly format: ImageFormat; readonly quality?: number },
): Promise<Uint8Array> {
  if (format === 'png') {
    const { widthPx: width, heightPx: height, channels, data } = pixels;
    return encodePng({ width, height, channels, data, depth: 8 });
  }
  return encodeLossy(pixels, format, quality ?? DEFAULT_QUALITY[format]);
}

async function encodeLossy(pixels: Pixels, format: 'webp' | 'jpeg', quality: number): Promise<Uint8Array> {
  const { widthPx, heightPx } = pixels;
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  const context = canvas.getContext('2d')!;
  context.putImageData(new ImageData(rgba(pixels), widthPx, heightPx), 0, 0);
  if (format === 'jpeg') {
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, widthPx, heightPx);
  }
  const type = `image/${format}`;
  const blob = await canvas.convertToBlob({ type, quality: quality / 100 });
  // A browser that cannot write a format writes PNG instead.
  if (blob.type !== type) throw cannotWrite(format);
  return new Uint8Array(await blob.arrayBuffer());
}

function rgba({ channels, data }: Pixels): Uint8ClampedArray<ArrayBuffer> {
  if (channels === 4) return new Uint8ClampedArray(data);
  const result = new Uint8ClampedArray((data.length / 3) * 4).fill(255);
  for (let source = 0, target = 0; source < data.length; source += 3, target += 4) {
    result[target] = data[source]!;
    result[target + 1] = data[source + 1]!;
    result[target + 2] = data[source + 2]!;
  }
  return result;
}

function cannotWrite(format: string): ProblemError {
  return new ProblemError({
    code: 'image-format-unsupported',
    message: `This browser cannot write ${format} pictures.`,
    remedy: 'Choose png in Save Image, or use another browser.',
  });
}
