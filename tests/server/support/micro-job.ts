import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWorkflow, type RunRequest } from '@latentgraph/graph-core';

const ROOT = join(import.meta.dirname, '../../..');

export const MODELS = join(ROOT, 'fixtures/models');

/** A quick job: the micro model paints 64×64 in two steps. */
export function microRequest(overrides: Readonly<Record<string, unknown>> = {}): RunRequest {
  const parsed = parseWorkflow(readFileSync(join(ROOT, 'examples/text-to-image.json'), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problems[0]!.message);
  const quick = { 'checkpoint.model': 'micro', 'schedule.steps': 2, 'noise.width': 64, 'noise.height': 64 };
  return { document: parsed.document, overrides: { ...quick, ...overrides } };
}
