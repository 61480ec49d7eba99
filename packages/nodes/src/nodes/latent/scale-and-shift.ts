import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';

/** scale · x + shift over all of [batch, channels, …]. */
export async function scaleAndShift(ops: Backend, x: Tensor, scale: number, shift: number): Promise<Tensor> {
  if (shift === 0) return ops.combine([[scale, x]]);
  const channels = Array.from({ length: x.dims[1]! }, (_, channel) => channel);
  const matrix = channels.map((row) => channels.map((column) => (row === column ? scale : 0)));
  return ops.mixChannels(
    x,
    matrix,
    channels.map(() => shift),
  );
}
