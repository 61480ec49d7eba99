import { problem } from '@latentgraph/graph-core';
import { toast } from 'sonner';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createNotices } from './notices.ts';

const fault = (message: string) => problem({ code: 'fault', message, remedy: 'Mend it.' });

const shown = () => toast.getToasts().map((it) => ('title' in it ? it.title : it.id));
const durations = () => toast.getToasts().map((it) => ('duration' in it ? it.duration : 0));

beforeEach(() => void vi.stubGlobal('requestAnimationFrame', (next: () => void) => next()));

afterEach(() => {
  toast.dismiss();
  vi.unstubAllGlobals();
});

it('show a problem until it is put away, and not twice', () => {
  const notices = createNotices();
  notices.problems([fault('One.'), fault('Two.')]);
  notices.problems([fault('One.')]);
  expect(shown().toSorted()).toEqual(['One.', 'Two.']);
  expect(durations()).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

it('show the last problem of a subject, until that is right', () => {
  const notices = createNotices();
  notices.problems([fault('The first run failed.')], { subject: 'run' });
  notices.problems([fault('The disk is full.')]);
  notices.problems([fault('The second run failed.')], { subject: 'run' });
  expect(shown().toSorted()).toEqual(['The disk is full.', 'The second run failed.']);
  notices.settle('run');
  expect(shown()).toEqual(['The disk is full.']);
});

it('let a refused edit pass by itself', () => {
  createNotices().problems([fault('These do not fit.')], { subject: 'edit' });
  expect(durations()[0]).toBeLessThan(60_000);
});
