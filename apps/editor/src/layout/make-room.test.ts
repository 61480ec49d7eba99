import { expect, test } from 'vitest';
import { workflowOf } from '../run/testing/documents.ts';
import { makeRoom } from './make-room.ts';

const { edges } = workflowOf({}, ['a.out > new.in', 'new.out > b.in', 'b.out > c.in', 'a.out > other.in'])
  .graphs.main;
const at = (x: number, y = 0) => ({ x, y, width: 240, height: 200 });

test('what comes after a node makes room for it, and nothing else moves', () => {
  const boxes = new Map([
    ['a', at(0)],
    ['new', at(160, 40)],
    ['b', at(320)],
    ['c', at(640, 400)],
    ['other', at(320, 300)],
  ]);
  expect(makeRoom('new', edges, boxes)).toEqual({
    new: { x: 280, y: 40 },
    b: { x: 560, y: 0 },
    c: { x: 880, y: 400 },
  });
});

test('nothing moves where there is room', () => {
  const boxes = new Map([
    ['a', at(0)],
    ['new', at(300)],
    ['b', at(600)],
  ]);
  expect(makeRoom('new', edges, boxes)).toEqual({});
});
