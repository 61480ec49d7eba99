import { failed, type Problem, problem, type Result } from '@latentgraph/graph-core';
import { isWeightDtype } from '../safetensors/dtype.ts';
import { quoted } from '../safetensors/file-problems.ts';
import type { StoredTensor, TensorTable } from '../safetensors/stored-tensor.ts';
import type { Parameter } from './parameter.ts';
import type { WeightRef, Weights } from './weights.ts';

/** Tensors beside the weights: buffers, what only training uses, and markers that are read elsewhere. */
const IGNORED =
  /(^|\.)position_ids$|^logit_scale$|^loss\.|^(v_pred|ztsnr|edm_mean|edm_std|global_step|denoiser\.sigmas)$|^edm_vpred\./;

/**
 * Finds every parameter of a component in its tensors, with the shape that the architecture gives it. A parameter
 * that is missing or of another shape is a problem, as are tensors that belong to no parameter: a model with
 * parts that are not known would paint something else. `unused` names tensors that the family leaves out.
 */
export function locateWeights(
  component: string,
  parameters: readonly Parameter[],
  tensors: TensorTable,
  unused: (name: string) => boolean = () => false,
): Result<{ weights: Weights }> {
  const weights = new Map<string, WeightRef>();
  const used = new Set<string>();
  for (const parameter of parameters) {
    const tensor = tensors.get(parameter.stored.name);
    if (tensor === undefined) return failed([missingTensor(component, parameter.stored.name)]);
    const fault = checkTensor(component, parameter, tensor);
    if (fault) return failed([fault]);
    used.add(parameter.stored.name);
    weights.set(parameter.name, locate(parameter, tensor));
  }
  const unknown = [...tensors.keys()].filter(
    (name) => !used.has(name) && !IGNORED.test(name) && !unused(name),
  );
  if (unknown.length > 0) return failed([unknownTensors(component, unknown)]);
  return { ok: true, warnings: [], weights };
}

function locate({ shape, stored }: Parameter, tensor: StoredTensor): WeightRef {
  const rowBytes = stored.rows ? tensor.byteLength / stored.rows.of : 0;
  return {
    file: tensor.file,
    tensor: tensor.name,
    dtype: tensor.dtype as WeightRef['dtype'],
    offset: tensor.offset + (stored.rows ? stored.rows.from * rowBytes : 0),
    byteLength: stored.rows ? (stored.rows.to - stored.rows.from) * rowBytes : tensor.byteLength,
    shape,
    transposed: stored.transposed ?? false,
  };
}

function checkTensor(
  component: string,
  { shape, stored }: Parameter,
  tensor: StoredTensor,
): Problem | undefined {
  const rows = stored.rows ? [stored.rows.of, ...shape.slice(1)] : shape;
  const expected = stored.transposed ? rows.toReversed() : rows;
  if (withoutTrailingOnes(tensor.shape) !== withoutTrailingOnes(expected)) {
    return problem({
      code: 'checkpoint-shape-unexpected',
      message: `${component}: ${quoted(tensor.name)} of ${tensor.file} has the shape [${tensor.shape.join(', ')}]; the rest of the model asks for [${expected.join(', ')}].`,
      remedy:
        'The file holds a model of another make, or was put together wrongly: look for another file of it.',
    });
  }
  if (isWeightDtype(tensor.dtype)) return undefined;
  return problem({
    code: 'checkpoint-dtype-unsupported',
    message: `${component}: ${quoted(tensor.name)} of ${tensor.file} has the type ${tensor.dtype}, which cannot be computed with.`,
    remedy: 'Look for the same model in float16, bfloat16 or float32.',
  });
}

/** Matrices are also stored as 1×1 convolutions, which have the same bytes. */
function withoutTrailingOnes(shape: readonly number[]): string {
  const end = shape.findLastIndex((size) => size !== 1) + 1;
  return shape.slice(0, end).join();
}

function missingTensor(component: string, name: string): Problem {
  return problem({
    code: 'checkpoint-tensor-missing',
    message: `${component} is not complete: the tensor ${quoted(name)} is missing.`,
    remedy: 'Download the file again, or look for another file of this model.',
  });
}

function unknownTensors(component: string, names: readonly string[]): Problem {
  const more = names.length > 1 ? ` and ${names.length - 1} more` : '';
  return problem({
    code: 'checkpoint-tensors-unknown',
    message: `${component} has parts that are not known: ${quoted(names[0]!)}${more}.`,
    remedy: 'It is a relative of this kind of model that Latentgraph cannot run yet.',
  });
}
