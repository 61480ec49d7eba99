import type { RgbPicture } from '../../support/pictures.ts';
import { COLORS } from '../single-objects.ts';
import {
  connectedParts,
  histogram,
  indexOfGreatest,
  largestPart,
  medianColor,
  nearestColor,
  type Part,
  pixelAt,
  squaredDistance,
} from './pixels.ts';
import type { Facts, FactsOf, Score } from './prompts.ts';
import { houseOf, seasonOf, skyOf } from './scenes.ts';
import { nearestShape } from './shapes.ts';

/** Which facts of a prompt are right in a picture. */
export type Findings = Readonly<Record<string, boolean>>;

const BORDER_PX = 6;
/** A colour, and each of several equal objects, counts from this share of the pixels on. */
const LEAST_AREA = 0.01;
const LEAST_PART = 0.005;

const NAMES = Object.keys(COLORS);
const PALETTE = Object.values(COLORS);

/** The same measures as `models/tiny/train/measure.py`. */
export function measure(picture: RgbPicture, facts: Facts): Findings {
  switch (facts.kind) {
    case 'single':
      return measureSingle(picture, facts);
    case 'pair':
      return measurePair(picture, facts);
    case 'group':
      return measureGroup(picture, facts);
    case 'scene':
      return measureScene(picture, facts);
  }
}

export function scoreOf(findings: readonly Findings[]): Score {
  const score: Record<string, readonly [number, number]> = {};
  for (const [fact, isRight] of findings.flatMap((found) => Object.entries(found))) {
    const [right, asked] = score[fact] ?? [0, 0];
    score[fact] = [right + Number(isRight), asked + 1];
  }
  return score;
}

/** Percent right, by fact. */
export function percentages(score: Score): Record<string, number> {
  return Object.fromEntries(
    Object.entries(score).map(([fact, [right, asked]]) => [fact, (100 * right) / asked]),
  );
}

interface PlainPicture {
  readonly picture: RgbPicture;
  /** The name of each pixel's colour, as a place in `NAMES`. */
  readonly names: readonly number[];
  readonly border: readonly number[];
  readonly background: string;
  /** Colours beside the background, the greatest area first. */
  readonly colors: readonly string[];
}

/** A picture of objects on one background, in named colours. */
function nameColors(picture: RgbPicture): PlainPicture {
  const { widthPx, heightPx } = picture;
  const names = Array.from({ length: widthPx * heightPx }, (_, pixel) =>
    nearestColor(pixelAt(picture, pixel), PALETTE),
  );
  const border = [...names.keys()].filter((pixel) => {
    const [row, column] = [Math.floor(pixel / widthPx), pixel % widthPx];
    return Math.min(row, column, heightPx - 1 - row, widthPx - 1 - column) < BORDER_PX;
  });
  const ofBorder = histogram(
    border.map((pixel) => names[pixel]!),
    NAMES.length,
  );
  const background = indexOfGreatest(ofBorder);
  const areas = histogram(names, NAMES.length);
  const colors = [...NAMES.keys()]
    .filter((index) => index !== background && areas[index]! >= LEAST_AREA * names.length)
    .sort((a, b) => areas[b]! - areas[a]!)
    .map((index) => NAMES[index]!);
  return { picture, names, border, background: NAMES[background]!, colors };
}

/** Pixels that are nearer to the object's own middle colour than to the background's. */
function objectMask({ picture, names, border }: PlainPicture, color: string): boolean[] {
  const ofObject = [...names.keys()].filter((pixel) => NAMES[names[pixel]!] === color);
  const middle = medianColor(ofObject.map((pixel) => pixelAt(picture, pixel)));
  const behind = medianColor(border.map((pixel) => pixelAt(picture, pixel)));
  return names.map((_, pixel) => {
    const seen = pixelAt(picture, pixel);
    return squaredDistance(seen, middle) < squaredDistance(seen, behind);
  });
}

function measureSingle(picture: RgbPicture, facts: FactsOf<'single'>): Findings {
  const plain = nameColors(picture);
  const [color] = plain.colors;
  const part = color && largestPart(objectMask(plain, color), picture.widthPx);
  return {
    background: plain.background === facts.background,
    color: color === facts.color,
    shape: part !== undefined && part !== '' && nearestShape(part, picture.widthPx) === facts.shape,
  };
}

function measurePair(picture: RgbPicture, facts: FactsOf<'pair'>): Findings {
  const { names, background, colors } = nameColors(picture);
  const areColorsRight = String(colors.slice(0, 2).sort()) === String([...facts.colors].sort());
  const parts = facts.colors.map((color) =>
    largestPart(
      names.map((name) => NAMES[name] === color),
      picture.widthPx,
    ),
  );
  const [first, second] = areColorsRight ? parts : [];
  const width = picture.widthPx;
  return {
    'pair background': background === facts.background,
    'two colors': areColorsRight,
    relation:
      first !== undefined && second !== undefined && relationOf(first, second, width) === facts.relation,
    'two shapes':
      first !== undefined &&
      second !== undefined &&
      nearestShape(first, width) === facts.shapes[0] &&
      nearestShape(second, width) === facts.shapes[1],
  };
}

function relationOf(first: Part, second: Part, width: number): FactsOf<'pair'>['relation'] {
  const down =
    mean(second, (pixel) => Math.floor(pixel / width)) - mean(first, (pixel) => Math.floor(pixel / width));
  const across = mean(second, (pixel) => pixel % width) - mean(first, (pixel) => pixel % width);
  if (Math.abs(across) > Math.abs(down)) return across > 0 ? 'left of' : 'right of';
  return down > 0 ? 'above' : 'below';
}

function mean(part: Part, place: (pixel: number) => number): number {
  return part.reduce((sum, pixel) => sum + place(pixel), 0) / part.length;
}

function measureGroup(picture: RgbPicture, facts: FactsOf<'group'>): Findings {
  const plain = nameColors(picture);
  const [color] = plain.colors;
  const parts = color ? connectedParts(objectMask(plain, color), picture.widthPx) : [];
  const count = parts.filter(({ length }) => length >= LEAST_PART * plain.names.length).length;
  return { 'group color': color === facts.color, count: count === facts.count };
}

function measureScene(picture: RgbPicture, facts: FactsOf<'scene'>): Findings {
  const sky = skyOf(picture);
  // A white house in the snow has no colour of its own.
  const hasColor = facts.house !== '' && !(facts.house === 'white' && facts.season === 'winter');
  return {
    sky: sky === facts.sky,
    season: seasonOf(picture, sky, facts.lake) === facts.season,
    ...(hasColor ? { house: houseOf(picture, sky) === facts.house } : {}),
  };
}
