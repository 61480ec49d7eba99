import { expect, test } from 'vitest';
import { workflowOf } from '../../run/testing/documents.ts';
import { selectedZone } from './selected-zone.ts';

const document = workflowOf(
  { start: ['DenoiseStart'], step: ['SchedulerStep'], end: ['DenoiseEnd'], save: ['SaveImage'] },
  ['start.latent > step.latent', 'step.latent > end.latent'],
);

test('a zone is selected when its nodes are, in any order', () => {
  expect(selectedZone(document, ['end', 'step', 'start'])?.id).toBe('denoise');
});

test('a zone is not selected with a node missing, or with one more', () => {
  expect(selectedZone(document, ['start', 'end'])).toBeUndefined();
  expect(selectedZone(document, ['start', 'step', 'end', 'save'])).toBeUndefined();
});
