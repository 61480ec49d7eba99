import { expect, test } from 'vitest';
import { emptySelection } from '../../document/selection.ts';
import { workflowOf } from '../../run/testing/documents.ts';
import { cutEdit, isForUs, pasteAt, readClipboard, selectionText } from './clipboard.ts';

const document = workflowOf({ noise: ['Noise'], bend: ['Reroute'], decode: ['VAEDecode'] }, [
  'noise.latent > bend.value',
  'bend.value > decode.latent',
]);
const nodes = (...ids: string[]) => ({ ...emptySelection, nodes: new Set(ids) });

test('what is copied is text that is pasted again, at a place, with the wires between the copies', () => {
  const text = selectionText(document, nodes('bend', 'decode'))!;
  expect(isForUs(text)).toBe(true);
  const read = readClipboard(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const pasted = pasteAt(read.fragment, { x: 100, y: 50 }, false)(document);
  if (!pasted.ok) throw new Error(JSON.stringify(pasted.problems));
  expect(pasted.created).toEqual(['bend-2', 'decode-2']);
  const [bend, decode] = ['bend-2', 'decode-2'].map((id) => pasted.document.graphs.main.nodes[id]!.position);
  expect((bend!.x + decode!.x + 240) / 2).toBe(100);
  expect((bend!.y + decode!.y + 200) / 2).toBe(50);
  expect(pasted.document.graphs.main.edges.slice(2)).toEqual([
    { from: { node: 'bend-2', port: 'value' }, to: { node: 'decode-2', port: 'latent' } },
  ]);
  const connected = pasteAt(read.fragment, { x: 0, y: 0 }, true)(document);
  expect(connected.ok && connected.document.graphs.main.edges).toHaveLength(4);
});

test('a whole workflow is pasted as its nodes', () => {
  const read = readClipboard(JSON.stringify(document));
  expect(read.ok && Object.keys(read.fragment.nodes)).toEqual(['noise', 'bend', 'decode']);
});

test('other texts are not for us, and broken ones are explained', () => {
  expect(isForUs('hello')).toBe(false);
  expect(isForUs('{"format":"other"}')).toBe(false);
  expect(selectionText(document, emptySelection)).toBeUndefined();
  const broken = readClipboard('{"format":"latentgraph-fragment","version":1,"nodes":7}');
  expect(broken.ok).toBe(false);
});

test('cutting takes nodes with their wires', () => {
  const cut = cutEdit(nodes('bend'))(document);
  expect(cut.ok && [Object.keys(cut.document.graphs.main.nodes), cut.document.graphs.main.edges]).toEqual([
    ['noise', 'decode'],
    [],
  ]);
});
