import type { Node as FlowNode } from '@xyflow/react';
import { describe, expect, it } from 'vitest';
import { startCarrying, withCarried } from './carried-along.ts';

function item(id: string, x: number, y: number, width = 100, type = 'node'): FlowNode {
  return { id, type, data: {}, position: { x, y }, width, height: width };
}

const frame = item('frame:a', 0, 0, 500, 'frame');
const small = item('frame:small', 10, 10, 100, 'frame');
const large = item('frame:large', -200, -200, 900, 'frame');
const inside = item('inside', 300, 300);
const across = item('across', 440, 0);
const outside = item('outside', 460, 0);
const all = [frame, small, large, inside, across, outside];

describe('a frame that is dragged', () => {
  it('takes along what stands in it by its middle, and smaller frames', () => {
    expect(startCarrying(all, [frame])).toEqual([
      {
        frame: 'frame:a',
        from: { x: 0, y: 0 },
        contents: new Map([
          ['frame:small', { x: 10, y: 10 }],
          ['inside', { x: 300, y: 300 }],
          ['across', { x: 440, y: 0 }],
        ]),
      },
    ]);
  });

  it('leaves out what is dragged itself, and takes nothing twice', () => {
    const ids = startCarrying(all, [frame, inside, large]).map(({ contents }) => [...contents.keys()]);
    expect(ids).toEqual([['frame:small', 'across'], ['outside']]);
  });

  it('moves its contents as far as itself', () => {
    const moved = { id: 'frame:a', type: 'position', position: { x: 30, y: -5 }, dragging: true } as const;
    const carrying = startCarrying([frame, inside], [frame]);
    expect(withCarried([moved], carrying)).toEqual([
      moved,
      { id: 'inside', type: 'position', position: { x: 330, y: 295 }, dragging: true },
    ]);
    const other = { id: 'outside', type: 'position', position: { x: 0, y: 0 } } as const;
    expect(withCarried([other], carrying)).toEqual([other]);
  });
});
