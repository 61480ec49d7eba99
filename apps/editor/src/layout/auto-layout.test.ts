import { readFileSync } from 'node:fs';
import { parseWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import type { Rect } from '../canvas/point.ts';
import { analysisOf } from '../document/analysis.ts';
import { autoLayout } from './auto-layout.ts';

const parsed = parseWorkflow(
  readFileSync(new URL('../../../../examples/text-to-image.json', import.meta.url), 'utf8'),
  builtinRegistry,
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { document } = parsed;
const { nodes, edges } = document.graphs.main;

/** As the nodes are drawn, about. */
const boxes = new Map(
  Object.entries(nodes).map(([id, { position }]): [string, Rect] => [
    id,
    { x: position.x, y: position.y, width: 240, height: id === 'end' ? 400 : 180 },
  ]),
);

test('every wire runs to the right, no two nodes overlap, and the corner stays', () => {
  const places = autoLayout(analysisOf(document), boxes);
  expect(Object.keys(places).sort()).toEqual(Object.keys(nodes).sort());
  for (const { from, to } of edges) {
    expect(places[to.node]!.x, `${from.node} > ${to.node}`).toBeGreaterThanOrEqual(
      places[from.node]!.x + 240,
    );
  }
  const placed = Object.entries(places);
  for (const [one, a] of placed) {
    for (const [other, b] of placed) {
      if (one >= other) continue;
      const apart =
        Math.abs(a.x - b.x) >= 240 ||
        a.y + boxes.get(one)!.height <= b.y ||
        b.y + boxes.get(other)!.height <= a.y;
      expect(apart, `${one} and ${other}`).toBe(true);
    }
  }
  expect(Math.min(...placed.map(([, { x }]) => x))).toBe(0);
  expect(Math.min(...placed.map(([, { y }]) => y))).toBe(0);
});

test('only what is asked for is placed', () => {
  const some = new Map([...boxes].filter(([id]) => id === 'prompt' || id === 'unet-prompt'));
  const places = autoLayout(analysisOf(document), some);
  expect(Object.keys(places).sort()).toEqual(['prompt', 'unet-prompt']);
  expect(places['unet-prompt']!.x).toBeGreaterThan(places.prompt!.x + 240);
});
