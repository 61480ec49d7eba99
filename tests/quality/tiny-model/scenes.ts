import type { RgbPicture } from '../../support/pictures.ts';
import { COLORS } from '../single-objects.ts';
import {
  histogram,
  indexOfGreatest,
  medianColor,
  nearestColor,
  type Rgb,
  rowsOf,
  squaredDistance,
} from './pixels.ts';

/** The upper end of each sky, as the training pictures painted it. */
const SKIES: Readonly<Record<string, Rgb>> = {
  day: [70, 150, 240],
  sunset: [95, 60, 140],
  night: [10, 14, 45],
};
const GROUND: Readonly<Record<string, Rgb>> = {
  summer: [95, 180, 75],
  winter: [238, 244, 250],
  autumn: [200, 140, 60],
  desert: [230, 195, 120],
};
const NIGHT_DIMMING = 0.45;
const HOUSES = ['red', 'yellow', 'blue', 'white', 'pink', 'green', 'brown', 'orange'];
/** A house takes at least this share of a picture. */
const LEAST_HOUSE = 0.015;
/** How far, squared, a pixel may be from the ground's colour. */
const GROUND_TOLERANCE = 40 ** 2;

/** What else stands in a landscape and must not pass for a house. */
const OTHERS: readonly Rgb[] = [
  [38, 125, 60],
  [50, 130, 70],
  [105, 68, 40],
  [95, 60, 55],
  [80, 50, 35],
  [190, 225, 245],
  [255, 225, 120],
  [125, 125, 135],
  [150, 50, 55],
  [240, 244, 250],
  [225, 235, 242],
  [120, 130, 150],
  [85, 60, 95],
  [35, 40, 65],
  [60, 140, 215],
  [170, 105, 120],
  [25, 40, 90],
  [190, 225, 250],
  [250, 150, 70],
  [40, 50, 105],
  [255, 110, 60],
  [130, 190, 245],
  [172, 105, 105],
];

export function skyOf(picture: RgbPicture): string {
  const seen = medianColor(rowsOf(picture, 0.01, 0.08));
  return Object.keys(SKIES)[nearestColor(seen, Object.values(SKIES))]!;
}

/** The season of the ground between horizon and lake, or else along the lower edge, by the colour of most pixels. */
export function seasonOf(picture: RgbPicture, sky: string, hasLake: boolean): string {
  const ground = groundColors(sky);
  const pixels = hasLake ? rowsOf(picture, 0.69, 0.76) : rowsOf(picture, 0.92, 1);
  const near = pixels
    .map((pixel) => [pixel, nearestColor(pixel, ground)] as const)
    .filter(([pixel, season]) => squaredDistance(pixel, ground[season]!) < GROUND_TOLERANCE)
    .map(([, season]) => season);
  return Object.keys(GROUND)[indexOfGreatest(histogram(near, ground.length))]!;
}

/** The house colour with the greatest area in the middle rows, among pixels that nothing else explains better. */
export function houseOf(picture: RgbPicture, sky: string): string | undefined {
  const palette = [...HOUSES.map((name) => COLORS[name]!), ...OTHERS, ...groundColors(sky)];
  const seen = rowsOf(picture, 0.45, 0.92).map((pixel) => nearestColor(pixel, palette));
  const areas = histogram(seen, palette.length).slice(0, HOUSES.length);
  const best = indexOfGreatest(areas);
  return areas[best]! >= LEAST_HOUSE * picture.widthPx * picture.heightPx ? HOUSES[best] : undefined;
}

function groundColors(sky: string): Rgb[] {
  const dimming = sky === 'night' ? NIGHT_DIMMING : 1;
  return Object.values(GROUND).map(([red, green, blue]) => [red * dimming, green * dimming, blue * dimming]);
}
