import { describe, expect, test } from 'vitest';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { useRuntime } from '../support/use-runtime.ts';
import { caseFile, casesFile, missingFor, modelFolder, readCases, workflowOf } from './pipeline-case.ts';

/** Steps of 1/255, mean over all values: rounding of float32 in another order moves few pixels by one step. */
const TOLERANCE = 1;

const runtime = useRuntime({ reference: modelFolder });

describe(`pictures of diffusers' pipelines (${casesFile})`, () => {
  const cases = readCases();
  const covered = cases.filter((entry) => missingFor(entry).length === 0);

  test('every case has what it needs', () => {
    const notYetCovered = cases
      .filter((entry) => !covered.includes(entry))
      .map((entry) => `${entry.id}: ${missingFor(entry).join(', ')}`);
    expect(notYetCovered).toEqual([]);
    expect(covered.length).toBeGreaterThan(0);
  });

  test.each(covered)('$id, $schedulerClass, $steps steps, scale $guidanceScale', async (entry) => {
    const document = await workflowOf(entry, runtime.assets);
    const { problems, outputs } = await runtime.run({ document });
    expect(problems).toEqual([]);
    expect(outputs).toHaveLength(entry.pictures.length);
    for (const [index, picture] of entry.pictures.entries()) {
      const difference = meanDifference(await readRgb(outputs[index]!), await readRgb(caseFile(picture)));
      expect(difference, picture).toBeLessThanOrEqual(TOLERANCE);
    }
  });
});
