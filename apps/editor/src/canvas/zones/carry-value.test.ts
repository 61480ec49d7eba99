import {
  addNode,
  connect,
  type Edit,
  portsOfNode,
  sequence,
  setParam,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describe, expect, it } from 'vitest';
import { analysisOf } from '../../document/analysis.ts';
import { newDocument } from '../../document/new-document.ts';
import { blankPorts, carryValue } from './carry-value.ts';

function after(edit: Edit, document: WorkflowDocument): WorkflowDocument {
  const outcome = edit(document);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.document;
}

function wire(from: string, to: string): Edit {
  const end = (text: string) => {
    const [node, port] = text.split('.');
    return { node: node!, port: port! };
  };
  return connect(end(from), end(to), builtinRegistry);
}

/** A zone without a body, with a picture and a Reroute beside it. */
const zone = after(
  sequence('Build', [
    ...['DenoiseStart', 'DenoiseEnd', 'LoadImage', 'Reroute'].map((type) =>
      addNode({ type }, builtinRegistry),
    ),
    wire('denoise-start.latent', 'denoise-end.latent'),
  ]),
  newDocument(),
);

function carriedOf(document: WorkflowDocument): unknown {
  return document.graphs.main.nodes['denoise-start']!.params.carried;
}

describe('carryValue', () => {
  it('makes the zone carry what the output gives, wires it, and can be taken back', () => {
    const outcome = carryValue({ node: 'load-image', port: 'image' }, 'denoise-start')(zone);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    expect(carriedOf(outcome.document)).toEqual([{ name: 'image', type: 'image' }]);
    expect(outcome.document.graphs.main.edges.at(-1)).toEqual({
      from: { node: 'load-image', port: 'image' },
      to: { node: 'denoise-start', port: 'image' },
    });
    expect(Object.keys(portsOfNode(outcome.document, 'denoise-end', builtinRegistry)!.outputs)).toEqual([
      'latent',
      'image',
    ]);
    expect(outcome.label).toBe('Carry image');
  });

  it('numbers names that are taken or reserved', () => {
    const [image, step] = [
      { node: 'load-image', port: 'image' },
      { node: 'denoise-start', port: 'step' },
    ];
    const twice = after(
      sequence('Carry', [carryValue(image, 'denoise-start'), carryValue(image, 'denoise-start')]),
      zone,
    );
    expect(carriedOf(after(carryValue(step, 'denoise-end'), twice))).toEqual([
      { name: 'image', type: 'image' },
      { name: 'image2', type: 'image' },
      { name: 'step2', type: 'step' },
    ]);
  });

  it('knows what a generic output gives once it is wired', () => {
    const value = { node: 'reroute', port: 'value' };
    expect(carryValue(value, 'denoise-start')(zone)).toMatchObject({
      problems: [{ code: 'carried-type-unknown', node: 'reroute', port: 'value' }],
    });
    const wired = after(wire('load-image.image', 'reroute.value'), zone);
    expect(carriedOf(after(carryValue(value, 'denoise-start'), wired))).toEqual([
      { name: 'value', type: 'image' },
    ]);
  });

  it('is refused where there is no zone, no room, or a circle', () => {
    const from = { node: 'load-image', port: 'image' };
    const codes = (edit: Edit, document: WorkflowDocument) => {
      const outcome = edit(document);
      return outcome.ok ? [] : outcome.problems.map(({ code }) => code);
    };
    expect(codes(carryValue(from, 'reroute'), zone)).toEqual(['zone-without-start']);
    expect(codes(carryValue({ node: 'denoise-end', port: 'latent' }, 'denoise-start'), zone)).toEqual([
      'would-close-circle',
    ]);
    const many = Array.from({ length: 16 }, (_, index) => ({ name: `v${index}`, type: 'image' }));
    const full = after(setParam('denoise-start', 'carried', many), zone);
    expect(codes(carryValue(from, 'denoise-end'), full)).toEqual(['carries-enough']);
  });

  it('leaves the rest of the document as it was', () => {
    const carried = after(carryValue({ node: 'load-image', port: 'image' }, 'denoise-start'), zone);
    expect(analysisOf(carried).problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['input-missing']),
    );
    expect(carried.graphs.main.edges).toHaveLength(zone.graphs.main.edges.length + 1);
  });
});

describe('blankPorts', () => {
  it('are on both ends of a zone that has room', () => {
    expect(
      ['denoise-start', 'denoise-end', 'load-image', 'nobody'].map((id) => blankPorts(zone, id)),
    ).toEqual([['+'], ['+'], [], []]);
    const alone = after(setParam('denoise-start', 'zone', 'other'), zone);
    expect(blankPorts(alone, 'denoise-end')).toEqual([]);
  });
});
