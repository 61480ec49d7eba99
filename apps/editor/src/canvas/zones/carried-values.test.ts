import { expect, test } from 'vitest';
import { workflowOf } from '../../run/testing/documents.ts';
import { carriedValues } from './carried-values.ts';

test('a zone carries the latent and what was added, from where their wires come', () => {
  const document = workflowOf(
    {
      noise: ['Noise'],
      start: ['DenoiseStart', { carried: [{ name: 'seen', type: 'mask' }] }],
      step: ['SchedulerStep'],
      end: ['DenoiseEnd'],
    },
    ['noise.latent > start.latent', 'start.latent > step.latent', 'step.latent > end.latent'],
  );
  expect(carriedValues(document, { start: 'start', end: 'end' })).toEqual([
    {
      name: 'latent',
      type: 'latent',
      first: { node: 'noise', port: 'latent' },
      next: { node: 'step', port: 'latent' },
    },
    { name: 'seen', type: 'mask', first: undefined, next: undefined },
  ]);
});
