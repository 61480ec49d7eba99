import { readFileSync } from 'node:fs';
import { parseWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import { connectablePorts } from './connectable.ts';

const parsed = parseWorkflow(readFileSync('examples/text-to-image.json', 'utf8'), builtinRegistry);
if (!parsed.ok) throw new Error('The example does not load.');
const { document } = parsed;

const inWords = ({ nodeTitle, portTitle, replaces }: ReturnType<typeof connectablePorts>[number]) =>
  `${nodeTitle}: ${portTitle}${replaces === undefined ? '' : `, instead of ${replaces}`}`;

test('an output may run to every input that takes its type and closes no circle, free ones first', () => {
  const ports = connectablePorts(document, { node: 'prompt', port: 'conditioning', side: 'output' });
  expect(ports.map(inWords)).toEqual([
    'UNet with the negative prompt: conditioning, instead of Negative prompt',
    'Denoise End: one value more to carry',
    'Denoise Start: one value more to carry',
  ]);
});

test('an input may take any output of its type that does not depend on it', () => {
  const ports = connectablePorts(document, { node: 'decode', port: 'latent', side: 'input' });
  expect(ports.map(inWords).sort()).toEqual([
    'Denoise Start: latent',
    'Noise: latent',
    'Scheduler Step: denoised',
    'Scheduler Step: latent',
  ]);
});

test('what depends on a node is not offered to its inputs', () => {
  const ports = connectablePorts(document, { node: 'unet-prompt', port: 'latent', side: 'input' });
  expect(ports.map(inWords)).toEqual(['Noise: latent']);
});
