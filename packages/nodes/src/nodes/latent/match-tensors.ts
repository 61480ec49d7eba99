import { ProblemError } from '@latentgraph/graph-core';
import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { LatentFamily, LatentLevel } from '../../contract/values.ts';
import { matchBatches } from './batch.ts';

/** A latent, or a prediction, which has no level of noise. */
interface Sample {
  /** [batch, channels, height / factor, width / factor] */
  readonly tensor: Tensor;
  readonly family: LatentFamily;
  readonly level?: LatentLevel;
  /** As a message calls it: `the latent at 'noise'`. */
  readonly what: string;
}

/**
 * Brings two samples to the larger of their batches and checks that the rest of their dims agrees.
 *
 * @param owner the node that wants them, as a message calls it: `Add Noise 'add-noise'`
 * @throws ProblemError latent-sizes-differ, batch-sizes-differ
 */
export function matchTensors(
  ops: Backend,
  owner: string,
  a: Sample,
  b: Sample,
): Promise<readonly [Tensor, Tensor]> {
  if (cellsOf(a) !== cellsOf(b)) {
    throw new ProblemError({
      code: 'latent-sizes-differ',
      message: `${owner} gets two sizes: ${a.what} is of ${sizeOf(a)}, ${b.what} of ${sizeOf(b)}.`,
      remedy: remedyFor(a, b),
    });
  }
  const [first, second] = [a, b].map(({ tensor, what }) => ({ tensor, what: capitalised(what) }));
  return matchBatches(ops, first!, second!);
}

/** channels × height × width */
function cellsOf({ tensor }: Sample): string {
  return tensor.dims.slice(1).join('×');
}

/** `256×128 pixels (latent 4×16×32)`: width first in pixels, as settings have it. */
function sizeOf(sample: Sample): string {
  return `${pixelsOf(sample).join('×')} pixels (latent ${cellsOf(sample)})`;
}

function pixelsOf({ tensor, family }: Sample): readonly [number, number] {
  return [tensor.dims[3]! * family.factor, tensor.dims[2]! * family.factor];
}

function remedyFor(a: Sample, b: Sample): string {
  if (a.tensor.dims[1] !== b.tensor.dims[1]) return 'Make both with models of the same family.';
  const kinds = [a.level?.kind, b.level?.kind];
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    // Noise and what holds some would be spoilt by resizing: only a clean latent may be.
    if (one.level?.kind === 'noise' && other.level?.kind !== 'noise') return `Set ${settingsFor(other)}.`;
    if (one.level?.kind === 'clean' && other.level?.kind === 'noised') {
      return `Put Resize Latent before ${one.what}, set to ${pixelsOf(other).join('×')}.`;
    }
  }
  if (kinds.every((kind) => kind === 'clean')) {
    return 'Make both from pictures of one size, or put Resize Latent before one of them.';
  }
  return 'Make both from noise, or from pictures, of one size.';
}

function settingsFor(sample: Sample): string {
  const [width, height] = pixelsOf(sample);
  if (width === height) return `width and height of Noise to ${width}`;
  return `the width of Noise to ${width} and its height to ${height}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
