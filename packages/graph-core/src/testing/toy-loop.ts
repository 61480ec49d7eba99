import type { WorkflowDocument } from '../document/schema.ts';
import { toyDocument } from './toy-nodes.ts';

/** A loop of four steps with all that loops have: guidance in the first half, a state, a carried value. */
export const toyLoop: WorkflowDocument = toyDocument(
  {
    one: ['Constant', { value: 1 }],
    start: ['LoopStart', { count: 4 }],
    left: ['Double'],
    right: ['Double'],
    guide: ['Guide', { until: 0.5 }],
    total: ['Accumulate'],
    end: ['LoopEnd'],
    save: ['Save'],
  },
  [
    'one.value > start.value',
    'start.value > left.a',
    'start.value > right.a',
    'left.twice > guide.main',
    'right.twice > guide.other',
    'guide.result > total.a',
    'guide.result > end.value',
    'total.total > end.extra',
    'end.value > save.value',
  ],
);
