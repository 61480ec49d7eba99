import { describe, expect, it } from 'vitest';
import type { Edit } from './edit.ts';
import {
  type CommitOptions,
  canRedo,
  canUndo,
  commit,
  createHistory,
  type History,
  redo,
  redoLabel,
  undo,
  undoLabel,
} from './history.ts';
import { moveNodes, setMode, setTitle } from './node-fields.ts';
import { setParam } from './params.ts';
import { applied, documentOf } from './testing/test-registry.ts';

const document = documentOf({ a: 'Text', b: 'Text' });

function make(history: History, edit: Edit, options: CommitOptions): History {
  return commit(history, applied(history.document, edit), options);
}

function type(history: History, text: string, at: number): History {
  return make(history, setParam('a', 'value', text), { at, group: 'typing:a.value' });
}

describe('history', () => {
  it('goes back and forth, with a label for each step', () => {
    const one = make(createHistory(document), setTitle('a', 'A'), { at: 0 });
    const two = make(one, setMode(['b'], 'mute'), { at: 1 });
    expect([canUndo(two), canRedo(two), undoLabel(two), redoLabel(two)]).toEqual([
      true,
      false,
      'Mute 1 node',
      undefined,
    ]);
    const back = undo(two);
    expect(back.document).toEqual(one.document);
    expect([undoLabel(back), redoLabel(back)]).toEqual(['Rename a', 'Mute 1 node']);
    expect(undo(back).document).toEqual(document);
    expect(redo(redo(undo(back))).document).toEqual(two.document);
  });

  it('stays as it is at either end, and on edits that change nothing', () => {
    const history = createHistory(document);
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
    expect(make(history, setMode(['a'], 'run'), { at: 0 })).toBe(history);
    const undone = undo(make(history, setTitle('a', 'A'), { at: 0 }));
    expect(make(undone, setMode(['a'], 'run'), { at: 1 })).toBe(undone);
  });

  it('keeps no step of a group that ends where it began, and begins another with the next', () => {
    const titled = make(type(createHistory(document), 'old', 0), setTitle('a', 'A'), { at: 0 });
    const there = type(type(titled, 'o', 1), 'ol', 2);
    expect(there.past).toHaveLength(3);
    const back = type(there, 'old', 3);
    expect(back.past).toEqual(titled.past);
    expect(back.document).toEqual(titled.document);
    const on = type(back, 'older', 4);
    expect(on.past).toHaveLength(3);
    expect(undo(on).document).toEqual(titled.document);
  });

  it('forgets what was undone on a new edit', () => {
    const undone = undo(make(createHistory(document), setTitle('a', 'A'), { at: 0 }));
    const edited = make(undone, setTitle('b', 'B'), { at: 1 });
    expect(canRedo(edited)).toBe(false);
    expect(redo(edited)).toBe(edited);
  });

  it('takes a burst of typing as one step, and keeps one patch of it', () => {
    let history = createHistory(document);
    for (let length = 1; length <= 50; length += 1) history = type(history, 'x'.repeat(length), length * 900);
    expect(history.past).toHaveLength(1);
    expect(history.past[0]?.patches).toEqual([
      { op: 'add', path: ['graphs', 'main', 'nodes', 'a', 'params', 'value'], value: 'x'.repeat(50) },
    ]);
    expect(undo(history).document).toEqual(document);
    expect(redo(undo(history)).document).toEqual(history.document);
  });

  it('begins a step after a pause, another group, no group, or an undo', () => {
    const first = type(createHistory(document), 'a', 0);
    expect(type(first, 'b', 1000).past).toHaveLength(1);
    expect(type(first, 'b', 1001).past).toHaveLength(2);
    expect(make(first, setParam('b', 'value', 'b'), { at: 1, group: 'typing:b.value' }).past).toHaveLength(2);
    const between = make(first, setTitle('a', 'A'), { at: 1 });
    expect(type(between, 'b', 2).past).toHaveLength(3);
    expect(type(undo(between), 'b', 2).past).toHaveLength(2);
    expect(type(undo(type(first, 'b', 2000)), 'c', 2001).past).toHaveLength(2);
    expect(
      make(first, setParam('a', 'value', 'b'), { at: 9000, group: 'typing:a.value', windowMs: Infinity })
        .past,
    ).toHaveLength(1);
  });

  it('merges a drag whose nodes change from move to move', () => {
    const drag = (history: History, positions: Parameters<typeof moveNodes>[0]) =>
      make(history, moveNodes(positions), { at: 0, group: 'drag' });
    let history = drag(createHistory(document), { a: { x: 1, y: 0 } });
    history = drag(history, { a: { x: 2, y: 0 }, b: { x: 1, y: 1 } });
    history = drag(history, { a: { x: 3, y: 0 }, b: { x: 1, y: 1 } });
    expect(history.past).toHaveLength(1);
    expect(undoLabel(history)).toBe('Move 2 nodes');
    expect(undo(history).document).toEqual(document);
    expect(redo(undo(history)).document).toEqual(history.document);
  });

  it('adds no step for transient edits, and undoes them with the step before', () => {
    const collapse = setMode(['b'], 'bypass');
    const fresh = make(createHistory(document), collapse, { at: 0, transient: true });
    expect(canUndo(fresh)).toBe(false);
    expect(fresh.document).toEqual(applied(document, collapse).document);
    const titled = make(createHistory(document), setTitle('a', 'A'), { at: 0 });
    const both = make(titled, collapse, { at: 1, transient: true });
    expect(both.past).toHaveLength(1);
    expect(undoLabel(both)).toBe('Rename a');
    expect(undo(both).document).toEqual(document);
    expect(redo(undo(both)).document).toEqual(both.document);
  });

  it('keeps no more steps than its limit', () => {
    let history = createHistory(document, 3);
    for (let step = 0; step < 10; step += 1) history = make(history, setTitle('a', `T${step}`), { at: step });
    expect(history.past).toHaveLength(3);
    expect(undo(undo(undo(history))).document.graphs.main.nodes.a?.title).toBe('T6');
  });
});
