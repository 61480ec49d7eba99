import { expect, test } from 'vitest';
import { workflowOf } from '../run/testing/documents.ts';
import { promptOf } from './prompt-of.ts';

const NODES = {
  anything: ['TextEncode', { text: 'wired to nothing' }],
  'a-negative': ['TextEncode', { text: 'blurry' }],
  prompt: ['TextEncode', { text: 'a house\n  in  summer ' }],
  'unet-a': ['UNet'],
  'unet-b': ['UNet'],
  guidance: ['Guidance'],
  save: ['SaveImage'],
} as const;

const WIRES = [
  'a-negative.conditioning > unet-a.conditioning',
  'prompt.conditioning > unet-b.conditioning',
  'unet-a.prediction > guidance.unconditional',
  'unet-b.prediction > guidance.conditional',
  'guidance.prediction > save.image',
];

test('the prompt is told from the negative prompt by its wires, and put on one line', () => {
  expect(promptOf(workflowOf(NODES, WIRES))).toBe('a house in summer');
});

test('each picture has its own words', () => {
  const document = workflowOf(
    { ...NODES, second: ['TextEncode', { text: 'a tree' }], other: ['SaveImage'] },
    [...WIRES, 'second.conditioning > other.image'],
  );
  expect(promptOf(document, ['other'])).toBe('a tree');
  expect(promptOf(document, ['save'])).toBe('a house in summer');
});

test('words that come over a wire are found at its other end', () => {
  const document = workflowOf({ ...NODES, words: ['Text', { value: 'a red fox' }] }, [
    ...WIRES,
    'words.value > prompt.text',
  ]);
  expect(promptOf(document)).toBe('a red fox');
});

test('an empty prompt is not made up for by the negative prompt', () => {
  const document = workflowOf({ ...NODES, prompt: ['TextEncode', { text: ' ' }] }, WIRES);
  expect(promptOf(document)).toBeUndefined();
});

test('a workflow without words has no prompt', () => {
  expect(
    promptOf(workflowOf({ load: ['LoadImage'], save: ['SaveImage'] }, ['load.image > save.image'])),
  ).toBeUndefined();
});
