import { expect, test } from 'vitest';
import { measure, percentages, scoreOf } from './measure.ts';
import { paintPrompts } from './paint-prompts.ts';
import { pythonScores, scorePrompts } from './prompts.ts';

/** Percentage points. Rounding differs between runtimes, and now and then a pixel on an edge decides. */
const TOLERANCE = 3;

test('the embedded model, through the command line, scores what evaluate.py says', async () => {
  const pictures = await paintPrompts(scorePrompts);
  const score = percentages(
    scoreOf(pictures.map((picture, index) => measure(picture, scorePrompts[index]!.facts))),
  );
  const expected = percentages(pythonScores.model);
  console.table(
    Object.fromEntries(
      Object.entries(score).map(([fact, percent]) => [
        fact,
        { here: percent.toFixed(1), 'evaluate.py': expected[fact]?.toFixed(1) },
      ]),
    ),
  );
  expect(Object.keys(score)).toEqual(Object.keys(expected));
  const differing = Object.keys(score).filter((fact) => Math.abs(score[fact]! - expected[fact]!) > TOLERANCE);
  expect(differing).toEqual([]);
});
