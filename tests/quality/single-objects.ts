import type { RgbPicture } from '../support/pictures.ts';

type Rgb = readonly [number, number, number];

/** The colours that the tiny model was taught, as its training pictures painted them. */
export const COLORS: Readonly<Record<string, Rgb>> = {
  red: [222, 45, 48],
  orange: [245, 140, 30],
  yellow: [250, 215, 50],
  green: [52, 168, 83],
  blue: [45, 105, 225],
  purple: [130, 60, 190],
  pink: [250, 130, 180],
  brown: [130, 80, 45],
  black: [25, 25, 28],
  white: [248, 248, 248],
  gray: [140, 142, 146],
  cyan: [60, 200, 215],
};

const SHAPES = [
  'circle',
  'square',
  'triangle',
  'star',
  'heart',
  'ring',
  'diamond',
  'cross',
  'crescent',
  'hexagon',
];

export interface ObjectPrompt {
  readonly text: string;
  readonly color: string;
  readonly background: string;
}

/** `count` different prompts of colour × shape × background, spread evenly over all of them. */
export function objectPrompts(count: number): readonly ObjectPrompt[] {
  const names = Object.keys(COLORS);
  const all = names.flatMap((color) =>
    SHAPES.flatMap((shape) =>
      names
        .filter((background) => background !== color)
        .map((background) => ({
          text: `a ${color} ${shape} on a ${background} background`,
          color,
          background,
        })),
    ),
  );
  return Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]!);
}

/**
 * The colour names of a picture of one object: the background is what most of the border shows, the object is what
 * most of the other pixels show.
 */
export function dominantColors(picture: RgbPicture): {
  readonly background: string;
  readonly object: string;
} {
  const { widthPx, heightPx } = picture;
  const border = new Map<string, number>();
  const all = new Map<string, number>();
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const name = nearestColor(picture, y * widthPx + x);
      all.set(name, (all.get(name) ?? 0) + 1);
      const isBorder = x < 6 || y < 6 || x >= widthPx - 6 || y >= heightPx - 6;
      if (isBorder) border.set(name, (border.get(name) ?? 0) + 1);
    }
  }
  const background = mostCommon(border);
  all.delete(background);
  return { background, object: mostCommon(all) };
}

function nearestColor({ data }: RgbPicture, pixel: number): string {
  let nearest = '';
  let least = Number.POSITIVE_INFINITY;
  for (const [name, rgb] of Object.entries(COLORS)) {
    const distance = rgb.reduce((sum, value, channel) => sum + (value - data[pixel * 3 + channel]!) ** 2, 0);
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

function mostCommon(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0] as [
    string,
    number,
  ])[0];
}
