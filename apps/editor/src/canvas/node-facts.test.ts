import { setParam } from '@latentgraph/graph-core';
import { expect, test } from 'vitest';
import { workflowOf } from '../run/testing/documents.ts';
import { factsOfNodes, titleOf } from './node-facts.ts';

const document = workflowOf({ noise: ['Noise'], bend: ['Reroute'], decode: ['VAEDecode'], seed: ['Seed'] }, [
  'noise.latent > bend.value',
  'bend.value > decode.latent',
  'seed.value > noise.seed',
]);

test('a node shows its inputs, and of its params those that are wired or offered as ports', () => {
  const names = (name: string, of = document) =>
    factsOfNodes(of)
      .get(name)!
      .inputs.map((port) => port.name);
  expect(names('noise')).toEqual(['unet', 'seed']);
  const offering = structuredClone(document);
  offering.graphs.main.nodes.noise!.ports = ['width'];
  expect(names('noise', offering)).toEqual(['unet', 'seed', 'width']);
});

test('open ports show the type that comes along the wires', () => {
  const { inputs, outputs } = factsOfNodes(document).get('bend')!;
  expect([inputs[0]!.type, outputs[0]!.type]).toEqual(['latent', 'latent']);
  const alone = factsOfNodes(workflowOf({ bend: ['Reroute'] })).get('bend')!;
  expect([alone.inputs[0]!.type, alone.outputs[0]!.type]).toEqual([undefined, undefined]);
});

test('an input that waits for its wire says so at the port, and is no problem of the node', () => {
  const { inputs, problems } = factsOfNodes(document).get('decode')!;
  expect(inputs.map(({ name, problem }) => [name, problem?.code])).toEqual([
    ['vae', 'input-missing'],
    ['latent', undefined],
  ]);
  expect(problems).toEqual([]);
});

test('a node of an unknown type has the ports that its wires tell of', () => {
  const odd = factsOfNodes(
    workflowOf({ odd: ['package:Odd'], noise: ['Noise'], bend: ['Reroute'] }, [
      'noise.latent > odd.one',
      'odd.two > bend.value',
    ]),
  ).get('odd')!;
  expect(odd.inputs.map(({ name }) => name)).toEqual(['one']);
  expect(odd.outputs.map(({ name }) => name)).toEqual(['two']);
  expect(odd.problems.map(({ code }) => code)).toEqual(['unknown-node-type']);
  expect(titleOf({ type: 'package:Odd', version: 1, params: {}, position: { x: 0, y: 0 } })).toBe(
    'package:Odd',
  );
});

test('muted nodes and what depends on them are left out', () => {
  const muted = structuredClone(document);
  muted.graphs.main.nodes.bend!.mode = 'mute';
  const facts = factsOfNodes(muted);
  expect([...facts].filter(([, { skipped }]) => skipped).map(([id]) => id)).toEqual(['bend', 'decode']);
});

test('facts that did not change are the same objects', () => {
  const before = factsOfNodes(document);
  const result = setParam('noise', 'width', 64)(document);
  const after = factsOfNodes(result.ok ? result.document : document, before);
  expect([...after].filter(([id, facts]) => before.get(id) !== facts).map(([id]) => id)).toEqual([]);
  const muted = structuredClone(document);
  muted.graphs.main.nodes.decode!.mode = 'mute';
  const changed = factsOfNodes(muted, before);
  expect([...changed].filter(([id, facts]) => before.get(id) !== facts).map(([id]) => id)).toEqual([
    'decode',
  ]);
});

test('both ends of a zone offer a port for one value more', () => {
  const zone = factsOfNodes(
    workflowOf({ start: ['DenoiseStart', { zone: 'z' }], end: ['DenoiseEnd', { zone: 'z' }] }),
  );
  expect(zone.get('start')!.inputs.at(-1)!.name).toBe('+');
  expect(zone.get('end')!.inputs.at(-1)!.name).toBe('+');
});
