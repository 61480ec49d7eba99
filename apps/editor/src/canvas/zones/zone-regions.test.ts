import { readFileSync } from 'node:fs';
import { parseWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describe, expect, it } from 'vitest';
import { analysisOf } from '../../document/analysis.ts';
import { newDocument } from '../../document/new-document.ts';
import { type ZoneShape, zoneRegions, zoneShapes } from './zone-regions.ts';

function example(name: string): WorkflowDocument {
  const result = parseWorkflow(readFileSync(`examples/${name}.json`, 'utf8'), builtinRegistry);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.document;
}

function pair(zone: string, wired: boolean): WorkflowDocument {
  const node = (type: string) => ({ type, version: 1, params: { zone }, position: { x: 0, y: 0 } });
  const from = { node: 'start', port: 'latent' };
  const edges = wired ? [{ from, to: { node: 'end', port: 'latent' } }] : [];
  const nodes = { start: node('DenoiseStart'), end: node('DenoiseEnd') };
  return { ...newDocument(), graphs: { main: { nodes, edges } } };
}

describe('zoneShapes', () => {
  it('lists what a zone repeats', () => {
    expect(zoneShapes(analysisOf(example('text-to-image')))).toEqual([
      {
        id: 'denoise',
        start: 'start',
        end: 'end',
        members: ['start', 'guidance', 'step', 'unet-negative', 'unet-prompt', 'end'],
        depth: 0,
        closed: true,
      },
    ]);
  });

  it('shows a pair that is not wired together yet', () => {
    const shape = { id: 'loop', start: 'start', end: 'end', members: ['start', 'end'], depth: 0 };
    expect(zoneShapes(analysisOf(pair('loop', false)))).toEqual([{ ...shape, closed: false }]);
    expect(zoneShapes(analysisOf(pair('loop', true)))).toEqual([{ ...shape, closed: true }]);
  });
});

/** How high the corners of an outline lie, each once. */
function levelsOf(path: string): number[] {
  const corners = [...path.matchAll(/Q\S+ (\S+?) /g)].map(([, y]) => Number(y));
  return [...new Set(corners)].sort((a, b) => a - b);
}

describe('zoneRegions', () => {
  const outer: ZoneShape = {
    ...{ id: 'outer', start: 'a', end: 'd', members: ['a', 'b', 'c', 'd'], depth: 0, closed: true },
  };
  const inner: ZoneShape = { id: 'inner', start: 'b', end: 'c', members: ['b', 'c'], depth: 1, closed: true };
  const boxOf = (node: string) => ({ x: 400 * 'abcd'.indexOf(node), y: 0, width: 260, height: 100 });

  it('lays the outer region around the inner one', () => {
    const regions = zoneRegions([outer, inner], boxOf);
    expect(regions.map(({ id, header }) => [id, header])).toEqual([
      ['outer', { x: 0, y: -52, width: 260, height: 52 }],
      ['inner', { x: 400, y: -52, width: 260, height: 52 }],
    ]);
    expect(levelsOf(regions[1]!.path)).toEqual([-72, -20, 120]);
    expect(levelsOf(regions[0]!.path)).toEqual([-86, -72, -34, -20, 120, 134]);
  });

  it('waits until every node has a size', () => {
    expect(zoneRegions([outer, inner], (node) => (node === 'd' ? undefined : boxOf(node)))).toMatchObject([
      { id: 'inner' },
    ]);
  });
});
