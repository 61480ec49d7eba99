import { expect, test } from 'vitest';
import { runNode } from '../../testing/run-node.ts';
import { reroute } from './reroute.ts';

test('the value goes through, whatever it is', async () => {
  const value = { any: 'thing' };
  expect((await runNode(reroute, { inputs: { value } })).outputs.value).toBe(value);
});
