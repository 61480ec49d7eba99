import { expect, test } from 'vitest';
import { runNode } from '../../testing/run-node.ts';
import { sampleStep } from '../../testing/sample-values.ts';
import { stepRange } from './step-range.ts';

test.each([
  [{}, [true, true, true, true]],
  [{ to: 0.5 }, [true, true, false, false]],
  [{ from: 0.5 }, [false, false, true, true]],
  [{ from: 0.25, to: 0.75 }, [false, true, true, false]],
  [{ to: 0 }, [false, false, false, false]],
])('%j of four steps', async (params, expected) => {
  const values = expected.map(async (_, index) => {
    const { outputs } = await runNode(stepRange, {
      params,
      inputs: { step: sampleStep({ index, count: 4 }) },
    });
    return outputs.value;
  });
  expect(await Promise.all(values)).toEqual(expected);
});
