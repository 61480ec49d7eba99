import type { Backend } from '../../contract/backend.ts';
import type { ConditioningValue } from '../../contract/values.ts';

/** Zeros in place of what the prompt says, token by token and as a whole; all other entries stay. */
export async function zeroConditioning(
  ops: Backend,
  conditioning: ConditioningValue,
): Promise<ConditioningValue> {
  const { embeddings, pooled } = conditioning;
  return {
    ...conditioning,
    embeddings: await ops.combine([[0, embeddings]]),
    ...(pooled && { pooled: await ops.combine([[0, pooled]]) }),
  };
}
