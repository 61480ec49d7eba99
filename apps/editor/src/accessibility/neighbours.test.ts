import { describe, expect, test } from 'vitest';
import { newDocument } from '../document/new-document.ts';
import { type Direction, neighbour } from './neighbours.ts';

/**
 *   a ──► b     e
 *   c     d
 *   c is wired to e, which is not the nearest to its right.
 */
const places = new Map([
  ['a', { x: 0, y: 0 }],
  ['b', { x: 300, y: 0 }],
  ['c', { x: 0, y: 200 }],
  ['d', { x: 300, y: 200 }],
  ['e', { x: 600, y: 0 }],
]);
const edges = [
  ['a', 'b'],
  ['c', 'e'],
].map(([from, to]) => ({ from: { node: from!, port: 'out' }, to: { node: to!, port: 'in' } }));
const document = { ...newDocument(), graphs: { main: { nodes: {}, edges } } };

const go = (from: string, direction: Direction) => neighbour(document, places, from, direction);

describe('arrow keys', () => {
  test('follow wires to the left and right', () => {
    expect(go('a', 'right')).toBe('b');
    expect(go('b', 'left')).toBe('a');
    expect(go('c', 'right')).toBe('e');
  });

  test('go to the nearest node where there is no wire', () => {
    expect(go('b', 'right')).toBe('e');
    expect(go('d', 'left')).toBe('c');
    expect(go('a', 'down')).toBe('c');
    expect(go('d', 'up')).toBe('b');
  });

  test('stay at the border of the graph', () => {
    expect(go('a', 'up')).toBeUndefined();
    expect(go('e', 'right')).toBeUndefined();
    expect(go('gone', 'right')).toBeUndefined();
  });
});
