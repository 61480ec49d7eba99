import type { RgbPicture } from '../../support/pictures.ts';

export type Rgb = readonly [number, number, number];
/** Pixels as row · width + column. */
export type Part = readonly number[];

export function pixelAt({ data }: RgbPicture, pixel: number): Rgb {
  return [data[pixel * 3]!, data[pixel * 3 + 1]!, data[pixel * 3 + 2]!];
}

export function squaredDistance(a: Rgb, b: Rgb): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

/** The place of the colour that is nearest; the first of several. */
export function nearestColor(color: Rgb, palette: readonly Rgb[]): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, candidate] of palette.entries()) {
    const distance = squaredDistance(color, candidate);
    if (distance < least) [least, nearest] = [distance, index];
  }
  return nearest;
}

/** The middle value of every channel; of two middle values their mean. */
export function medianColor(colors: readonly Rgb[]): Rgb {
  const median = (channel: 0 | 1 | 2): number => {
    const values = colors.map((color) => color[channel]).sort((a, b) => a - b);
    const half = values.length >> 1;
    return values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
  };
  return [median(0), median(1), median(2)];
}

/** How often each of 0 … `length` − 1 occurs. */
export function histogram(values: Iterable<number>, length: number): number[] {
  const counts = new Array<number>(length).fill(0);
  for (const value of values) counts[value] = counts[value]! + 1;
  return counts;
}

/** The place of the greatest number; the first of several. */
export function indexOfGreatest(numbers: readonly number[]): number {
  return numbers.reduce((best, number, index) => (number > numbers[best]! ? index : best), 0);
}

/** The pixels of the rows from `top` to `bottom`, shares of the height. */
export function rowsOf(picture: RgbPicture, top: number, bottom: number): Rgb[] {
  const first = Math.floor(top * picture.heightPx) * picture.widthPx;
  const end = Math.floor(bottom * picture.heightPx) * picture.widthPx;
  return Array.from({ length: end - first }, (_, index) => pixelAt(picture, first + index));
}

/** The parts of a mask that hang together by their sides. */
export function connectedParts(mask: readonly boolean[], width: number): Part[] {
  const left = [...mask];
  const parts: Part[] = [];
  for (const [start, isInside] of mask.entries()) {
    if (!isInside || !left[start]) continue;
    left[start] = false;
    const part = [start];
    // Grows while it is walked through.
    for (const pixel of part) {
      const column = pixel % width;
      const neighbours = [pixel - width, pixel + width];
      if (column > 0) neighbours.push(pixel - 1);
      if (column < width - 1) neighbours.push(pixel + 1);
      for (const neighbour of neighbours) {
        if (left[neighbour] !== true) continue;
        left[neighbour] = false;
        part.push(neighbour);
      }
    }
    parts.push(part);
  }
  return parts;
}

export function largestPart(mask: readonly boolean[], width: number): Part | undefined {
  const parts = connectedParts(mask, width);
  return parts[indexOfGreatest(parts.map(({ length }) => length))];
}
