import { expect, test } from 'vitest';
import { runNode } from '../../testing/run-node.ts';
import { switchNode } from './switch.ts';

test.each([
  [true, 'whenTrue'],
  [false, 'whenFalse'],
])('%s asks for %s alone, and takes it', async (condition, port) => {
  expect(switchNode.demandNeeds).toEqual(['condition']);
  expect(switchNode.demand!({ params: {}, step: null, values: { condition } })).toEqual([port]);
  const { outputs } = await runNode(switchNode, { inputs: { condition, [port]: 'value' } });
  expect(outputs).toEqual({ value: 'value' });
});
