import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAIN_GRAPH, plan, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { beforeAll, describe, expect, it } from 'vitest';
import { writePngText } from './png-text.ts';
import {
  embedProvenance,
  PROVENANCE_KEYWORD,
  type Provenance,
  readProvenance,
  seedsOf,
} from './provenance.ts';

const PICTURE = join(import.meta.dirname, '../../../../fixtures/reference/pipeline/text-to-image-00-0.png');
const provenance: Provenance = {
  version: 1,
  workflow: '{ "name": "Häuser 🏠" }\n',
  overrides: { 'schedule.steps': 20, 'prompt.text': 'a house' },
  seeds: { noise: '18446744073709551615' },
  models: [{ name: 'tiny', variant: '', hash: 'ab' }],
  runtime: { name: 'latentgraph', version: '1.0.0', device: 'cpu' },
};
let png: Uint8Array;

beforeAll(async () => {
  png = new Uint8Array(await readFile(PICTURE));
});

describe('provenance', () => {
  it('comes back from a picture, and gives the same bytes each time', () => {
    const embedded = embedProvenance(png, provenance);
    expect(readProvenance(embedded)).toEqual({ kind: 'found', provenance });
    expect(embedProvenance(png, structuredClone(provenance))).toEqual(embedded);
  });

  it('says when a picture has none or one that it cannot read', () => {
    const withText = (text: string) => writePngText(png, PROVENANCE_KEYWORD, text);
    expect(readProvenance(png)).toEqual({ kind: 'none' });
    expect(readProvenance(withText('not json'))).toEqual({ kind: 'unreadable' });
    expect(readProvenance(withText(JSON.stringify({ ...provenance, version: 2 })))).toEqual({
      kind: 'unreadable',
    });
    const deep = JSON.stringify({ ...provenance, overrides: { 'a.b': 'deep' } });
    const bomb = deep.replace('"deep"', '['.repeat(50_000) + ']'.repeat(50_000));
    expect(readProvenance(withText(bomb))).toEqual({ kind: 'unreadable' });
    expect(readProvenance(new Uint8Array(4))).toEqual({ kind: 'not-png' });
  });
});

describe('pictures of other programs', () => {
  it.each([
    ['parameters', 'AUTOMATIC1111', 'a house\nSteps: 20, Seed: 1'],
    ['prompt', 'ComfyUI', '{"3":{"class_type":"KSampler"}}'],
    ['workflow', 'ComfyUI', '{"nodes":[],"links":[]}'],
  ])('name the program by the key %s', (key, program, text) => {
    expect(readProvenance(writePngText(png, key, text))).toEqual({ kind: 'foreign', program, text });
    expect(readProvenance(embedProvenance(writePngText(png, key, text), provenance)).kind).toBe('found');
  });
});

describe('seedsOf', () => {
  it('names the seeds that are in force: not the param that a wire replaces', () => {
    const node = (type: string, params: Record<string, string | number>) => ({
      ...{ type, version: 1, params, position: { x: 0, y: 0 } },
    });
    const document: WorkflowDocument = {
      ...{ format: 'latentgraph', version: 1 },
      graphs: {
        [MAIN_GRAPH]: {
          nodes: {
            dice: node('Seed', { value: '18446744073709551615' }),
            wired: node('Noise', { seed: 1 }),
            free: node('Noise', { seed: 2 }),
          },
          edges: [{ from: { node: 'dice', port: 'value' }, to: { node: 'wired', port: 'seed' } }],
        },
      },
    };
    const planned = plan(document, builtinRegistry, {
      targets: ['wired', 'free'],
      overrides: { 'free.seed': 3 },
    });
    if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join());
    expect(seedsOf(planned.plan)).toEqual({ dice: '18446744073709551615', free: '3' });
  });
});
