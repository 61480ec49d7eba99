import { describe, expect, it } from 'vitest';
import { copyFragment, parseFragment } from './fragment.ts';
import { addFrame, addNote } from './frames-and-notes.ts';
import { setParam } from './params.ts';
import { duplicate, pasteFragment } from './paste-fragment.ts';
import { applied, documentOf, refusalCodes, testRegistry, wiresOf } from './testing/test-registry.ts';

const types = { noise: 'Noise', start: 'ZoneStart', body: 'Blend', end: 'ZoneEnd', grid: 'Grid' };
const wires = [
  'noise.latent > start.latent',
  'start.latent > body.a',
  'noise.latent > body.b',
  'body.latent > end.latent',
  'end.latent > grid.latents.0',
];

const document = [setParam('start', 'zone', 'denoise'), setParam('end', 'zone', 'denoise')].reduce(
  (current, edit) => applied(current, edit).document,
  documentOf(types, wires),
);

describe('duplicate', () => {
  const zone = { nodes: ['start', 'body', 'end'] };
  const inner = ['body-2.latent > end-2.latent', 'start-2.latent > body-2.a'];

  it('copies nodes and the wires between them, zones under a new id', () => {
    const outcome = applied(document, duplicate(zone, { registry: testRegistry, offset: { x: 10, y: 20 } }));
    expect(outcome.created).toEqual(['start-2', 'body-2', 'end-2']);
    expect(wiresOf(outcome.document)).toEqual([...wires, ...inner].toSorted());
    expect(outcome.document.graphs.main.nodes).toEqual({
      ...document.graphs.main.nodes,
      'start-2': { type: 'ZoneStart', version: 1, params: { zone: 'denoise-2' }, position: { x: 10, y: 20 } },
      'body-2': { type: 'Blend', version: 1, params: {}, position: { x: 10, y: 20 } },
      'end-2': { type: 'ZoneEnd', version: 1, params: { zone: 'denoise-2' }, position: { x: 10, y: 20 } },
    });
  });

  it('keeps the wires that come in, when asked', () => {
    const outcome = applied(document, duplicate(zone, { registry: testRegistry, incoming: true }));
    expect(wiresOf(outcome.document)).toEqual(
      [...wires, ...inner, 'noise.latent > start-2.latent', 'noise.latent > body-2.b'].toSorted(),
    );
  });

  it('refuses nodes that do not exist', () => {
    expect(refusalCodes(document, duplicate({ nodes: ['x'] }, { registry: testRegistry }))).toEqual([
      'unknown-node',
    ]);
  });
});

describe('a fragment', () => {
  const decorated = [
    addFrame({ title: 'All', position: { x: 1, y: 2 }, size: { width: 3, height: 4 } }),
    addNote({ text: 'Look', position: { x: 5, y: 6 } }),
  ].reduce((current, edit) => applied(current, edit).document, document);
  const fragment = copyFragment(decorated, {
    nodes: ['noise', 'body', 'toString'],
    frames: ['frame'],
    notes: ['note'],
  });

  it('goes through text into another document', () => {
    const read = parseFragment(JSON.stringify(fragment));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.fragment).toEqual(fragment);
    const target = documentOf({ body: 'Noise', start: 'Noise' });
    const pasted = applied(
      target,
      pasteFragment(read.fragment, { registry: testRegistry, offset: { x: 100, y: 0 } }),
    );
    expect(pasted.created).toEqual(['noise', 'body-2', 'frame', 'note']);
    expect(wiresOf(pasted.document)).toEqual(['noise.latent > body-2.b']);
    expect(pasted.document.graphs.main.frames).toEqual({
      frame: { title: 'All', position: { x: 101, y: 2 }, size: { width: 3, height: 4 } },
    });
    expect(pasted.document.graphs.main.notes).toEqual({ note: { text: 'Look', position: { x: 105, y: 6 } } });
  });

  it.each([
    ['', 'empty-file'],
    ['hello', 'not-json'],
    ['{"format":"latentgraph"}', 'not-a-fragment'],
    ['[]', 'not-a-fragment'],
    ['{"format":"latentgraph-fragment","version":1,"nodes":{"__proto__":{}}}', 'forbidden-key'],
    ['{"format":"latentgraph-fragment","version":1,"nodes":{"a":{"version":1}}}', 'missing-value'],
  ])('is refused as %j', (text, code) => {
    expect(parseFragment(text)).toMatchObject({ ok: false, problems: [{ code }] });
  });
});
