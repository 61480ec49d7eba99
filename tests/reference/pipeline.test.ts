import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalRuntime, type LocalRuntime } from '@latentgraph/runtime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { runWorkflow } from '../support/run-workflow.ts';
import { caseFile, casesFile, missingFor, modelFolder, readCases, workflowOf } from './pipeline-case.ts';

/** Steps of 1/255, mean over all values: rounding of float32 in another order moves few pixels by one step. */
const TOLERANCE = 1;

let home: string;
let runtime: LocalRuntime;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'latentgraph-'));
  runtime = await createLocalRuntime({ home, device: 'cpu' });
  await runtime.models.add(modelFolder, 'reference');
});

afterAll(async () => {
  await runtime.close();
  rmSync(home, { recursive: true });
});

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
    const { problems, outputs } = await runWorkflow(runtime, { document });
    expect(problems).toEqual([]);
    expect(outputs).toHaveLength(entry.pictures.length);
    for (const [index, picture] of entry.pictures.entries()) {
      const difference = meanDifference(await readRgb(outputs[index]!), await readRgb(caseFile(picture)));
      expect(difference, picture).toBeLessThanOrEqual(TOLERANCE);
    }
  });
});
