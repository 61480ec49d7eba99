import { expect, it } from 'vitest';
import { fingerprintOf } from '../document/fingerprint.ts';
import type { GalleryResult } from '../gallery/gallery-result.ts';
import { createKeptView, keptView } from './kept-view.ts';
import { workflowOf } from './testing/documents.ts';

const DOCUMENT = workflowOf({ save: ['SaveImage'] });
const SIZE = { mediaType: 'image/png', widthPx: 8, heightPx: 8 };

function result(asset: string, change: Partial<GalleryResult>): GalleryResult {
  return {
    ...{ id: asset, asset, ...SIZE, node: 'save', index: 0, run: 'r', workflow: 'w', fingerprint: 'f' },
    ...{ name: 'Test', seeds: {}, place: 'This browser', device: 'wasm', madeAt: 5, elapsedMs: 1 },
    ...change,
  };
}

it('shows the newest picture of each node, and all of the last run in their order', () => {
  const results = [
    result('b', { run: 'new', index: 1 }),
    result('a', { run: 'new' }),
    result('old', { run: 'old' }),
    result('other', { node: 'other', run: 'old' }),
    result('foreign', { workflow: 'another', node: 'foreign' }),
  ];
  const view = keptView(results, 'w', DOCUMENT);
  expect(view?.nodes).toEqual({
    save: { state: 'waiting', picture: { asset: 'b', ...SIZE } },
    other: { state: 'waiting', picture: { asset: 'other', ...SIZE } },
  });
  expect(view?.outputs.map(({ asset }) => asset)).toEqual(['a', 'b']);
});

it('knows an unchanged document again under another key, and nothing of others', () => {
  const same = [result('a', { workflow: 'gone', fingerprint: fingerprintOf(structuredClone(DOCUMENT)) })];
  expect(keptView(same, 'w', DOCUMENT)?.outputs).toHaveLength(1);
  expect(keptView(same, 'w', workflowOf({ save: ['SaveImage', { prefix: 'x' }] }))).toBeUndefined();
});

it('is worked out once for as long as nothing changes', () => {
  const view = createKeptView();
  const results = [result('a', {})];
  const first = view(results, 'w', DOCUMENT);
  expect(view(results, 'w', DOCUMENT)).toBe(first);
  expect(view([result('b', {}), ...results], 'w', DOCUMENT)?.nodes.save?.picture?.asset).toBe('b');
  expect(view(results, 'another', DOCUMENT)).toBeUndefined();
});
