import type { NodeRecord } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, it } from 'vitest';
import { compactParams } from './compact-params.ts';
import { describeParams } from './describe-params.ts';

function compact(type: string, params: NodeRecord['params'] = {}, wired: readonly string[] = []) {
  const record = { type, version: 1, params, position: { x: 0, y: 0 } };
  const described = describeParams(builtinRegistry.nodes.get(type)!);
  const { shown, more } = compactParams(described, record, new Set(wired));
  return [shown.map(({ name }) => name), more];
}

it('shows what matters, and how much more there is', () => {
  expect(compact('Noise')).toEqual([['width', 'height', 'batch', 'seed'], 2]);
  expect(compact('Schedule')).toEqual([['scheduler', 'steps', 'strength'], 5]);
});

it('shows what is not as usual, too', () => {
  expect(compact('Guidance', { to: 0.5, from: 0 })).toEqual([['scale', 'to'], 2]);
  expect(compact('Schedule', { options: {} })).toEqual([['scheduler', 'steps', 'strength'], 5]);
});

it('leaves out what a wire feeds, and what another field shows', () => {
  expect(compact('Noise', {}, ['seed', 'width'])).toEqual([['height', 'batch'], 2]);
  expect(compact('Seed')).toEqual([['value'], 0]);
});

it('may show none, where all is advanced', () => {
  expect(compact('VAEDecode')).toEqual([[], 3]);
  expect(compact('StepRange')).toEqual([['from', 'to'], 0]);
});
