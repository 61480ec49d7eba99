import { builtinRegistry } from '@latentgraph/nodes';
import { expect, it } from 'vitest';
import { commonParams } from './common-params.ts';

function common(...nodes: readonly (readonly [type: string, params: object])[]) {
  const records = nodes.map(([type, params]) => ({
    type,
    version: 1,
    params: params as Record<string, never>,
    position: { x: 0, y: 0 },
  }));
  return commonParams(records, builtinRegistry).map(
    ({ param, mixed }) => `${param.name}${mixed ? ' *' : ''}`,
  );
}

it('finds what nodes of one type have in common, and where they differ', () => {
  expect(common(['TextEncode', { text: 'a' }], ['TextEncode', { text: 'b' }])).toEqual([
    'text *',
    'clipSkip',
    'empty',
  ]);
  expect(common(['Guidance', { scale: 7.5 }], ['Guidance', {}])).toEqual(['scale', 'rescale', 'from', 'to']);
});

it('finds what nodes of several types have in common', () => {
  expect(common(['ResizeImage', { width: 64 }], ['MaskShape', {}])).toEqual(['width *', 'height']);
  expect(common(['ResizeImage', {}], ['Text', {}])).toEqual([]);
});

it('leaves out what belongs to one node alone', () => {
  expect(common(['DenoiseEnd', {}], ['DenoiseEnd', {}])).toEqual(['previewEvery']);
  expect(common(['Unheard', {}], ['Text', {}])).toEqual([]);
});
