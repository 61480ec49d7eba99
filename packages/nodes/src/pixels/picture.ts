import { ProblemError } from '@latentgraph/graph-core';

/**
 * A batch of pictures in host memory: [batch, height, width, channels], row-major, values in 0…1. Three channels
 * are an image, one is a mask: a mask's [batch, 1, height, width] is the same memory.
 */
export interface Picture {
  readonly data: Float32Array;
  readonly batch: number;
  readonly heightPx: number;
  readonly widthPx: number;
  readonly channels: number;
}

export type PictureSize = Omit<Picture, 'data'>;

/** Red, green, blue in 0…1. */
export type Rgb = readonly [number, number, number];

/** 2 GiB of float32; a batch of two at 8192×8192. */
const MAX_VALUES = 2 ** 29;

/**
 * All zero: black, or a mask that keeps everything.
 *
 * @throws ProblemError `picture-too-large`
 */
export function createPicture(size: PictureSize): Picture {
  requireHoldable(size);
  const { batch, heightPx, widthPx, channels } = size;
  const data = new Float32Array(batch * heightPx * widthPx * channels);
  return { data, batch, heightPx, widthPx, channels };
}

/** @throws ProblemError `picture-too-large` */
export function requireHoldable({ batch, heightPx, widthPx, channels }: PictureSize): void {
  if (batch * heightPx * widthPx * channels <= MAX_VALUES) return;
  throw new ProblemError({
    code: 'picture-too-large',
    message: `${batch} × ${widthPx}×${heightPx} pixels are more than can be worked on at once.`,
    remedy: 'Make the pictures smaller or fewer.',
  });
}

/** A new picture of the same size, each value made of the old one. */
export function mapPicture(picture: Picture, change: (value: number) => number): Picture {
  return { ...picture, data: picture.data.map(change) };
}

/**
 * @param color one value a channel; the last one counts for all channels after it
 * @returns a picture of that colour throughout
 */
export function filledPicture(size: PictureSize, color: readonly number[]): Picture {
  const picture = createPicture(size);
  const { data, channels } = picture;
  for (let i = 0; i < data.length; i++) data[i] = color[Math.min(i % channels, color.length - 1)]!;
  return picture;
}

/** Copies one picture of a batch into one of another, which holds it whole, with its corner at [top, left]. */
export function pasteInto(
  target: Picture,
  targetIndex: number,
  source: Picture,
  sourceIndex: number,
  { topPx, leftPx }: { readonly topPx: number; readonly leftPx: number },
): void {
  const rowLength = source.widthPx * source.channels;
  for (let y = 0; y < source.heightPx; y++) {
    const from = (sourceIndex * source.heightPx + y) * rowLength;
    const row = targetIndex * target.heightPx + topPx + y;
    const to = (row * target.widthPx + leftPx) * target.channels;
    target.data.set(source.data.subarray(from, from + rowLength), to);
  }
}

/** @throws ProblemError `picture-sizes-differ` */
export function requireSameSize(a: Picture, b: Picture, whatA: string, whatB: string): void {
  if (a.heightPx === b.heightPx && a.widthPx === b.widthPx) return;
  throw new ProblemError({
    code: 'picture-sizes-differ',
    message: `${whatA} is ${a.widthPx}×${a.heightPx} pixels, but ${whatB} is ${b.widthPx}×${b.heightPx}.`,
    remedy: 'Bring both to one size with Resize Image or Crop Image.',
  });
}

/**
 * The size of a batch that several pictures make together: those of one picture count for all of the others.
 *
 * @throws ProblemError `batch-sizes-differ`
 */
export function commonBatch(...pictures: readonly Picture[]): number {
  const batch = Math.max(...pictures.map((picture) => picture.batch));
  const misfit = pictures.find((picture) => picture.batch !== 1 && picture.batch !== batch);
  if (misfit === undefined) return batch;
  throw new ProblemError({
    code: 'batch-sizes-differ',
    message: `One input holds ${batch} pictures and another ${misfit.batch}.`,
    remedy: 'Give both the same number of pictures, or give one of them a single picture.',
  });
}
