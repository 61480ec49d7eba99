import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseWorkflow, type RunRequest } from '@latentgraph/graph-core';

export const TEXT_TO_IMAGE = fileURLToPath(new URL('../../../examples/text-to-image.json', import.meta.url));

/** The example on the micro model, a small picture in so many steps. What ran before with the same seed is cached. */
export function textToImage(steps: number, seed = 0): RunRequest {
  const parsed = parseWorkflow(readFileSync(TEXT_TO_IMAGE, 'utf8'));
  if (!parsed.ok) throw new Error('The example cannot be read.');
  const overrides = {
    ...{ 'checkpoint.model': 'micro', 'noise.width': 32, 'noise.height': 32 },
    ...{ 'schedule.scheduler': 'euler', 'schedule.steps': steps, 'noise.seed': seed },
  };
  return { document: parsed.document, overrides };
}
