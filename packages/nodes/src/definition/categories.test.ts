import { expect, it } from 'vitest';
import { builtinRegistry } from '../registry.ts';
import { categoryRank } from './categories.ts';

it('puts categories in the order of a pipeline, those that it does not know last', () => {
  const shuffled = ['Of my own', 'Mask', 'Loading', 'Flow', 'Denoising'];
  expect(shuffled.toSorted((one, other) => categoryRank(one) - categoryRank(other))).toEqual([
    ...['Loading', 'Denoising', 'Mask', 'Flow'],
    'Of my own',
  ]);
});

it('knows every category of the nodes that come along', () => {
  const last = categoryRank('Of my own');
  for (const { type, category } of builtinRegistry.nodes.values()) {
    expect(categoryRank(category), type).toBeLessThan(last);
  }
});
