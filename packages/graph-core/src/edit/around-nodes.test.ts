import { describe, expect, it } from 'vitest';
import { LIMITS } from '../document/limits.ts';
import { addNode } from './add-node.ts';
import { applyEdit, patchDocument, sequence } from './edit.ts';
import { changeExposedParam, exposeParam, moveExposedParam, unexposeParam } from './exposed-params.ts';
import { addFrame, addNote, changeFrame, changeNote, removeFrames, removeNotes } from './frames-and-notes.ts';
import { applied, documentOf, refusalCodes, testRegistry } from './testing/test-registry.ts';
import { setDescription, setName } from './workflow-fields.ts';

const document = documentOf({ a: 'Noise', b: 'Alien' });
const box = { position: { x: 0, y: 0 }, size: { width: 10, height: 10 } };

describe('frames and notes', () => {
  it('are added, changed and removed', () => {
    const added = applied(
      document,
      sequence('Add both', [addFrame({ title: 'F', ...box }), addNote({ text: 'N', ...box })]),
    );
    expect(added.created).toEqual(['frame', 'note']);
    const changed = applied(
      added.document,
      sequence('Change both', [
        changeFrame('frame', { title: 'G', color: 'red' }),
        changeNote('note', { size: undefined }),
      ]),
    );
    expect(changed.document.graphs.main.frames).toEqual({ frame: { title: 'G', color: 'red', ...box } });
    expect(changed.document.graphs.main.notes).toEqual({ note: { text: 'N', position: box.position } });
    const removed = applied(
      changed.document,
      sequence('Remove both', [removeFrames(['frame']), removeNotes(['note'])]),
    );
    expect(removed.document.graphs.main).toMatchObject({ frames: {}, notes: {} });
  });

  it('refuse ids and values that cannot be', () => {
    expect(refusalCodes(document, changeFrame('frame', {}))).toEqual(['unknown-frame']);
    expect(refusalCodes(document, removeNotes(['note']))).toEqual(['unknown-note']);
    expect(refusalCodes(document, addNote({ text: 'x'.repeat(20_001), position: box.position }))).toEqual([
      'out-of-range',
    ]);
  });
});

describe('exposed params', () => {
  const seed = { name: 'seed', node: 'a', param: 'seed' };

  it('are added at the end and removed by name', () => {
    const other = { name: 'glow', node: 'b', param: 'anything', title: 'Glow' };
    const both = applied(
      document,
      sequence('Expose', [exposeParam(seed, testRegistry), exposeParam(other, testRegistry)]),
    );
    expect(both.document.exposed).toEqual([seed, other]);
    expect(applied(both.document, unexposeParam('seed')).document.exposed).toEqual([other]);
  });

  it('take other names and other places', () => {
    const named = (...names: string[]) =>
      documentOf({ a: 'Noise' }, [], { exposed: names.map((name) => ({ name, node: 'a', param: name })) });
    const three = named('one', 'two', 'three');
    const changed = applied(three, changeExposedParam('two', { name: 'second', title: 'Second' }));
    expect(changed.document.exposed?.[1]).toEqual({
      name: 'second',
      node: 'a',
      param: 'two',
      title: 'Second',
    });
    const plain = applied(changed.document, changeExposedParam('second', { name: 'two', title: '' }));
    expect(plain.document).toEqual(three);
    expect(refusalCodes(three, changeExposedParam('two', { name: 'one' }))).toEqual(['exposed-name-taken']);
    expect(refusalCodes(three, changeExposedParam('four', {}))).toEqual(['unknown-exposed-param']);

    const moved = (name: string, to: number) => applied(three, moveExposedParam(name, to)).document;
    expect(moved('three', 0)).toEqual(named('three', 'one', 'two'));
    expect(moved('one', 1)).toEqual(named('two', 'one', 'three'));
    expect(moved('one', 9)).toEqual(named('two', 'three', 'one'));
    expect(applied(three, moveExposedParam('one', -1)).patches).toEqual([]);
  });

  it('refuse what is missing or taken', () => {
    const { document: exposed } = applied(document, exposeParam(seed, testRegistry));
    const code = (name: string, node: string, param: string) =>
      refusalCodes(exposed, exposeParam({ name, node, param }, testRegistry));
    expect(code('x', 'a', 'size')).toEqual(['unknown-param']);
    expect(code('x', 'c', 'seed')).toEqual(['unknown-node']);
    expect(code('x', 'a', 'seed')).toEqual(['already-exposed']);
    expect(code('seed', 'b', 'seed')).toEqual(['exposed-name-taken']);
    expect(code('a name', 'b', 'seed')).toEqual(['invalid-value']);
    expect(refusalCodes(exposed, unexposeParam('x'))).toEqual(['unknown-exposed-param']);
  });
});

describe('the workflow', () => {
  it('has a name and a description', () => {
    const named = applied(document, sequence('Name', [setName('Red house'), setDescription('A test.')]));
    expect(named.document).toEqual({ ...document, name: 'Red house', description: 'A test.' });
    expect(applied(named.document, sequence('Clear', [setName(''), setDescription('')])).document).toEqual(
      document,
    );
    expect(applied(document, setName('')).patches).toEqual([]);
    expect(refusalCodes(document, setName('x'.repeat(201)))).toEqual(['out-of-range']);
  });

  it('does not outgrow what a file may hold', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: LIMITS.nodes }, (_, index) => [`n${index}`, document.graphs.main.nodes.a!]),
    );
    const full = applyEdit(document, 'Fill', (draft) => {
      draft.graphs.main.nodes = nodes;
    });
    if (!full.ok) throw new Error('refused');
    expect(refusalCodes(full.document, addNode({ type: 'Noise' }, testRegistry))).toEqual(['too-many-nodes']);
  });
});

describe('sequence', () => {
  it('is undone in the opposite order', () => {
    const { document: named, inversePatches } = applied(
      document,
      sequence('Twice', [setName('a'), setName('b')]),
    );
    expect(named.name).toBe('b');
    expect(patchDocument(named, inversePatches)).toEqual(document);
  });

  it('is refused as a whole', () => {
    expect(refusalCodes(document, sequence('Both', [setName('x'), removeNotes(['note'])]))).toEqual([
      'unknown-note',
    ]);
  });
});
