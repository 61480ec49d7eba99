import { expect, test } from 'vitest';
import { type RgbPicture, readRgb } from '../../support/pictures.ts';
import { measure, percentages, scoreOf } from './measure.ts';
import { type Facts, pythonScores, scorePrompts, TRUTH_SHEET } from './prompts.ts';

const TILE_PX = 128;
const sheet = await readRgb(TRUTH_SHEET);
const pictures = scorePrompts.map((_, index) => tile(sheet, index));

/** The picture that the program itself draws for a prompt. */
function tile(from: RgbPicture, index: number): RgbPicture {
  const columns = from.widthPx / TILE_PX;
  const [top, left] = [Math.floor(index / columns) * TILE_PX, (index % columns) * TILE_PX];
  const data = new Uint8Array(TILE_PX * TILE_PX * 3);
  for (let row = 0; row < TILE_PX; row++) {
    const start = ((top + row) * from.widthPx + left) * 3;
    data.set(from.data.subarray(start, start + TILE_PX * 3), row * TILE_PX * 3);
  }
  return { widthPx: TILE_PX, heightPx: TILE_PX, data };
}

/** The facts of another prompt of the same kind. */
function foreignFacts(index: number): Facts {
  const kind = scorePrompts[index]!.facts.kind;
  const same = scorePrompts.filter(({ facts }) => facts.kind === kind);
  return same[(same.indexOf(scorePrompts[index]!) + 31) % same.length]!.facts;
}

test('there are at least 300 prompts, each once', () => {
  const texts = new Set(scorePrompts.map(({ text }) => text));
  expect(texts.size).toBeGreaterThanOrEqual(300);
  expect(texts.size).toBe(scorePrompts.length);
});

test('pictures that are right by construction are found right, as often as evaluate.py finds them right', () => {
  const score = scoreOf(pictures.map((picture, index) => measure(picture, scorePrompts[index]!.facts)));
  expect(score).toEqual(pythonScores.truth);
  expect(Math.min(...Object.values(percentages(score)))).toBeGreaterThan(97);
});

test('pictures of other prompts are found wrong, but for chance', () => {
  const score = percentages(scoreOf(pictures.map((picture, index) => measure(picture, foreignFacts(index)))));
  const { background, color, shape, relation, 'two colors': colors, count, sky, season, house } = score;
  expect(Math.max(background!, color!, shape!)).toBeLessThan(20);
  expect(Math.max(relation!, colors!)).toBeLessThan(10);
  expect(Math.max(count!, sky!, season!)).toBeLessThan(50);
  expect(house!).toBeLessThan(35);
});
