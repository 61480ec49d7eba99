import { cropPicture, padPicture } from './crop.ts';
import { createPicture, mapPicture, type Picture, requireHoldable } from './picture.ts';
import { type AxisWeights, applySeparable, axisWeights } from './separable.ts';

export const resizeFilters = ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'area'] as const;
export type ResizeFilter = (typeof resizeFilters)[number];

export const resizeFits = ['stretch', 'cover', 'contain'] as const;
export type ResizeFit = (typeof resizeFits)[number];

export interface ResizeOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly filter: ResizeFilter;
  /** `cover` fills the size and cuts the rest off evenly; `contain` shows all and fills up with `padColor`. */
  readonly fit?: ResizeFit;
  /** One value a channel; black by default. */
  readonly padColor?: readonly number[];
}

/**
 * Resizes every picture of a batch. Filters agree with Pillow's and with PyTorch's antialiased ones: when shrinking,
 * the kernel grows with the factor; pixel centres lie at one half. `nearest` takes source index floor(i · f).
 */
export function resizePicture(picture: Picture, options: ResizeOptions): Picture {
  const { widthPx, heightPx, filter, fit = 'stretch', padColor = [0] } = options;
  if (fit === 'stretch') return stretch(picture, widthPx, heightPx, filter);
  const factors = [widthPx / picture.widthPx, heightPx / picture.heightPx];
  const factor = fit === 'cover' ? Math.max(...factors) : Math.min(...factors);
  const width = Math.max(1, Math.round(picture.widthPx * factor));
  const height = Math.max(1, Math.round(picture.heightPx * factor));
  const scaled = stretch(picture, width, height, filter);
  const leftPx = Math.floor(Math.abs(width - widthPx) / 2);
  const topPx = Math.floor(Math.abs(height - heightPx) / 2);
  const frame = { leftPx, topPx, widthPx, heightPx };
  return fit === 'cover' ? cropPicture(scaled, frame) : padPicture(scaled, frame, padColor);
}

function stretch(picture: Picture, widthPx: number, heightPx: number, filter: ResizeFilter): Picture {
  if (widthPx === picture.widthPx && heightPx === picture.heightPx) return picture;
  // Weights alone would fill the memory before the picture is made.
  requireHoldable({ ...picture, widthPx, heightPx });
  if (filter === 'nearest') return pickNearest(picture, widthPx, heightPx);
  const horizontal = filterWeights(picture.widthPx, widthPx, filter);
  const vertical = filterWeights(picture.heightPx, heightPx, filter);
  const resized = applySeparable(picture, horizontal, vertical);
  // Kernels with negative lobes overshoot at edges.
  const overshoots = filter === 'bicubic' || filter === 'lanczos3';
  return overshoots ? mapPicture(resized, (value) => Math.min(Math.max(value, 0), 1)) : resized;
}

function pickNearest(picture: Picture, widthPx: number, heightPx: number): Picture {
  const result = createPicture({ ...picture, widthPx, heightPx });
  const { channels } = picture;
  let to = 0;
  for (let i = 0; i < picture.batch; i++) {
    for (let y = 0; y < heightPx; y++) {
      const row = i * picture.heightPx + Math.floor((y * picture.heightPx) / heightPx);
      for (let x = 0; x < widthPx; x++) {
        const column = Math.floor((x * picture.widthPx) / widthPx);
        const from = (row * picture.widthPx + column) * channels;
        for (let channel = 0; channel < channels; channel++)
          result.data[to++] = picture.data[from + channel]!;
      }
    }
  }
  return result;
}

type Kernel = (distance: number) => number;

/** Kernels by distance in source pixels, and how far they reach. */
const KERNELS: Readonly<Record<'bilinear' | 'bicubic' | 'lanczos3', { reach: number; kernel: Kernel }>> = {
  bilinear: { reach: 1, kernel: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { reach: 2, kernel: cubic },
  lanczos3: { reach: 3, kernel: lanczos },
};

function filterWeights(from: number, to: number, filter: Exclude<ResizeFilter, 'nearest'>): AxisWeights {
  return filter === 'area' ? areaWeights(from, to) : kernelWeights(from, to, KERNELS[filter]);
}

function kernelWeights(
  from: number,
  to: number,
  { reach, kernel }: { reach: number; kernel: Kernel },
): AxisWeights {
  const scale = from / to;
  const widening = Math.max(1, scale);
  return axisWeights(to, from, (output) => {
    const center = (output + 0.5) * scale;
    const first = Math.max(0, Math.floor(center - reach * widening + 0.5));
    const end = Math.min(from, Math.floor(center + reach * widening + 0.5));
    const weights = new Map<number, number>();
    for (let i = first; i < end; i++) weights.set(i, kernel((i + 0.5 - center) / widening));
    return weights;
  });
}

/** Each output is the mean of what lies under it, parts of pixels by their share. */
function areaWeights(from: number, to: number): AxisWeights {
  return axisWeights(to, from, (output) => {
    // Multiplied before divided, so that whole factors give whole borders.
    const start = (output * from) / to;
    const end = ((output + 1) * from) / to;
    const weights = new Map<number, number>();
    for (let i = Math.floor(start); i < end; i++) weights.set(i, Math.min(end, i + 1) - Math.max(start, i));
    return weights;
  });
}

/** Keys 1981 with a = −0.5, as Pillow and PyTorch's antialiased bicubic. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x >= 2) return 0;
  return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
}

function lanczos(distance: number): number {
  return Math.abs(distance) < 3 ? sinc(distance) * sinc(distance / 3) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
