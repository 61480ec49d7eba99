import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import '../site/harness-api.ts';

/** @throws Error with what is wrong with the file */
export function readExample(name: string): WorkflowDocument {
  const read = parseWorkflow(readFileSync(join('examples', `${name}.json`), 'utf8'), builtinRegistry);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.document;
}

/** Text to image, small: the micro model, 64×64. */
export function quickRun(overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    document: readExample('text-to-image'),
    overrides: {
      ...{ 'checkpoint.model': 'micro', 'schedule.steps': 4, 'noise.width': 64, 'noise.height': 64 },
      ...overrides,
    },
  };
}

/** More steps than anybody waits for. */
export const ENDLESS = { 'schedule.steps': 900 };
