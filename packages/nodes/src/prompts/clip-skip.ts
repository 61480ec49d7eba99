import { ProblemError } from '@latentgraph/graph-core';
import type { Backend } from '../contract/backend.ts';
import type { Tensor } from '../contract/tensor.ts';
import { applyLayerNorm, findLayerNorm } from './final-layer-norm.ts';

/**
 * The embeddings of an earlier layer, as diffusers' `clip_skip` takes them: those of the layer that lies `skip` before
 * the last, through the encoder's final layer norm.
 *
 * @param outputs of a text encoder: `last_hidden_state`, and `hidden_states.0` … `hidden_states.N` of N layers, each
 * [chunks, tokens, width]
 * @param skip from 1
 * @param model for messages
 * @throws ProblemError when the model lacks these outputs, has too few layers, or hides its layer norm
 */
export async function skippedHiddenState(
  ops: Backend,
  outputs: Readonly<Record<string, Tensor>>,
  skip: number,
  model: string,
): Promise<Tensor> {
  const { last, earlier } = layersOf(outputs, skip, skip, model);
  const norm = findLayerNorm(
    await ops.download(last),
    await ops.download(outputs.last_hidden_state!),
    last.dims.at(-1)!,
  );
  if (norm) return ops.upload(applyLayerNorm(await ops.download(earlier), norm), earlier.dims);
  throw clipSkipProblem(
    `The text encoder of model '${model}' does not show what its last layer gives before the final layer norm, which clip skip needs.`,
    "Export it so that 'hidden_states' end with the last layer's own output, or set clip skip to 0.",
  );
}

/**
 * The embeddings of the layer before the last, as it is, which SDXL was taught with; with `skip` those of an earlier one,
 * as diffusers takes them (`hidden_states[-(clip_skip + 2)]`).
 *
 * @param skip from 0
 * @throws ProblemError when the model puts out its last layer alone, or has too few
 */
export function penultimateHiddenState(
  outputs: Readonly<Record<string, Tensor>>,
  skip: number,
  model: string,
): Tensor {
  return layersOf(outputs, skip + 1, skip, model).earlier;
}

/** The last layer, and the one that lies `back` before it. */
function layersOf(
  outputs: Readonly<Record<string, Tensor>>,
  back: number,
  skip: number,
  model: string,
): { readonly last: Tensor; readonly earlier: Tensor } {
  const layers = Object.keys(outputs).filter((name) => /^hidden_states\.\d+$/.test(name)).length - 1;
  const last = outputs[`hidden_states.${layers}`];
  if (layers < 1 || !last) {
    throw clipSkipProblem(
      `The text encoder of model '${model}' puts out its last layer alone, without the 'hidden_states.0' … that clip skip chooses from.`,
      "Export it with 'output_hidden_states', or set clip skip to 0.",
    );
  }
  const earlier = outputs[`hidden_states.${layers - back}`];
  if (earlier) return { last, earlier };
  throw clipSkipProblem(
    `Clip skip is ${skip}, but the text encoder of model '${model}' has ${layers} layers.`,
    `Choose a clip skip from 0 to ${layers - (back - skip)}; 1 or 2 is usual.`,
  );
}

function clipSkipProblem(message: string, remedy: string): ProblemError {
  return new ProblemError({ code: 'clip-skip-unavailable', message, remedy, param: 'clipSkip' });
}
