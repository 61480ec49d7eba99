import { expect, test } from 'vitest';
import { workflowOf } from '../run/testing/documents.ts';
import { allNodes, byCategory, nodesForPort, nodesForWire } from './catalogue.ts';
import { findNodes } from './find-nodes.ts';

const document = workflowOf(
  { noise: ['Noise'], start: ['DenoiseStart', { zone: 'z' }], checkpoint: ['Checkpoint'] },
  ['noise.latent > start.latent'],
);
const typesOf = (entries: readonly { readonly type: string }[]) => entries.map(({ type }) => type);

test('lists every kind of node, in the order of a pipeline', () => {
  const categories = byCategory(allNodes()).map(({ category }) => category);
  expect(categories).toEqual([
    'Loading',
    'Conditioning',
    'Latent',
    'Schedule',
    'Denoising',
    'Image',
    'Mask',
    'Values',
    'Flow',
  ]);
});

test('for a port only what fits is offered, with the port that takes it', () => {
  const forText = nodesForPort(document, { node: 'checkpoint', port: 'textEncoder', side: 'output' });
  expect(forText.map(({ type, port }) => `${type}.${port}`)).toEqual([
    'TextEncode.textEncoder',
    'Reroute.value',
    'Switch.whenTrue',
  ]);
  const forSchedule = nodesForPort(document, { node: 'start', port: 'schedule', side: 'input' });
  expect(typesOf(forSchedule)).toEqual(['Schedule', 'SliceSchedule', 'Reroute', 'Switch']);
});

test('for a wire only what passes it on is offered', () => {
  const offered = typesOf(nodesForWire(document, document.graphs.main.edges[0]!));
  expect(offered).toContain('ResizeLatent');
  expect(offered).toContain('Reroute');
  expect(offered).not.toContain('VAEDecode');
});

test('words find by title first, then by what the summary says; all have to be found', () => {
  expect(findNodes(allNodes(), 'mask')[0]!.type).toBe('Mask');
  expect(findNodes(allNodes(), 'color guid')[0]!.type).toBe('ColorGuidance');
  expect(typesOf(findNodes(allNodes(), 'prompt'))).toContain('TextEncode');
  expect(findNodes(allNodes(), 'mask nonsense')).toEqual([]);
  expect(findNodes(allNodes(), ' ')).toEqual(allNodes());
});
