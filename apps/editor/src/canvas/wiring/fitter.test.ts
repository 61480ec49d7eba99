import { expect, test } from 'vitest';
import { workflowOf } from '../../run/testing/documents.ts';
import { createFitter } from './fitter.ts';
import type { PortRef } from './port-ref.ts';

const input = (node: string, port: string): PortRef => ({ node, port, side: 'input' });
const output = (node: string, port: string): PortRef => ({ node, port, side: 'output' });

const pipeline = workflowOf(
  {
    checkpoint: ['Checkpoint'],
    noise: ['Noise'],
    start: ['DenoiseStart', { zone: 'z' }],
    step: ['SchedulerStep'],
    end: ['DenoiseEnd', { zone: 'z' }],
    decode: ['VAEDecode'],
    bend: ['Reroute'],
    odd: ['package:Unknown'],
    seed: ['Seed'],
  },
  [
    'noise.latent > start.latent',
    'start.latent > step.latent',
    'step.latent > end.latent',
    'end.latent > decode.latent',
  ],
);

test('says why a type does not fit, and what to put between', () => {
  const fitter = createFitter(pipeline, output('end', 'latent'));
  expect(fitter.obstacle(input('decode', 'vae'))).toMatchObject({
    code: 'type-mismatch',
    message: "'vae' of VAE Decode takes a VAE, and 'latent' gives a latent.",
  });
  expect(fitter.obstacle(input('decode', 'latent'))).toBeUndefined();
  const image = createFitter(pipeline, output('decode', 'image'));
  expect(image.obstacle(input('start', 'latent'))?.code).toBe('would-close-circle');
});

test('holds a wire to the other side and to other nodes', () => {
  const fitter = createFitter(pipeline, output('noise', 'latent'));
  expect(fitter.obstacle(output('step', 'latent'))?.code).toBe('wire-same-side');
  expect(fitter.obstacle(input('noise', 'unet'))?.code).toBe('wire-same-node');
});

test('finds circles from either end', () => {
  const fromOutput = createFitter(pipeline, output('step', 'latent'));
  expect(fromOutput.obstacle(input('start', 'latent'))?.code).toBe('would-close-circle');
  const fromInput = createFitter(pipeline, input('start', 'latent'));
  expect(fromInput.obstacle(output('step', 'latent'))?.code).toBe('would-close-circle');
  expect(fromInput.obstacle(output('noise', 'latent'))).toBeUndefined();
});

test('takes anything at open ports, at ports of unknown nodes and at the blank port of a zone', () => {
  const fitter = createFitter(pipeline, output('checkpoint', 'vae'));
  expect(fitter.obstacle(input('bend', 'value'))).toBeUndefined();
  expect(fitter.obstacle(input('odd', 'whatever'))).toBeUndefined();
  expect(fitter.obstacle(input('start', '+'))).toBeUndefined();
});

test('an open node whose only wire would be replaced takes another type', () => {
  const wired = workflowOf({ noise: ['Noise'], bend: ['Reroute'], checkpoint: ['Checkpoint'] }, [
    'noise.latent > bend.value',
  ]);
  const fitter = createFitter(wired, output('checkpoint', 'vae'));
  expect(fitter.obstacle(input('bend', 'value'))).toBeUndefined();
});

test('chooses the port of a node that suits best: the same type, and free', () => {
  expect(createFitter(pipeline, output('noise', 'latent')).bestPort('end')).toEqual(input('end', 'preview'));
  expect(createFitter(pipeline, output('noise', 'latent')).bestPort('decode')).toEqual(
    input('decode', 'latent'),
  );
  expect(createFitter(pipeline, output('checkpoint', 'vae')).bestPort('step')).toBeUndefined();
  expect(createFitter(pipeline, input('step', 'seed')).bestPort('noise')).toEqual(output('noise', 'seed'));
});

test('params are no ports to land on until they are shown as one', () => {
  const noise = createFitter(pipeline, output('seed', 'value'));
  expect(noise.bestPort('noise')).toBeUndefined();
  const shown = structuredClone(pipeline);
  shown.graphs.main.nodes.noise!.ports = ['seed'];
  expect(createFitter(shown, output('seed', 'value')).bestPort('noise')).toEqual(input('noise', 'seed'));
});

test('foresees what would be wrong with a wire that fits', () => {
  const blending = workflowOf(
    {
      start: ['DenoiseStart', { zone: 'z' }],
      end: ['DenoiseEnd', { zone: 'z' }],
      blend: ['BlendLatents'],
    },
    ['start.latent > end.latent', 'end.latent > blend.a'],
  );
  const inside = createFitter(blending, output('start', 'latent'));
  expect(inside.obstacle(input('blend', 'b'))).toBeUndefined();
  expect(inside.aftermath(input('blend', 'b'))?.code).toBe('zone-escape');
  expect(createFitter(blending, output('end', 'latent')).aftermath(input('blend', 'b'))).toBeUndefined();
});
