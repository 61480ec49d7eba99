import type { ModelComponent } from '@latentgraph/nodes';
import type { ModelFile } from './model-files.ts';

const PYTORCH_WEIGHTS = /\.(bin|ckpt|pt|pth|safetensors)$/;
const IN_THE_LAYOUT =
  /^(.+)\/(?:text_encoder|text_encoder_2|unet|vae_encoder|vae_decoder)\/model(?:_\w+)?\.onnx$/;
const PRECISION = /(?:^|[._-])(fp16|fp32|bf16|q4f16|q4|q8|int4|int8|uint8|bnb4|quantized)(?=[._-])/;

/** What to do about files that hold a component but not where, or not under the name, that it is read from; undefined without any. */
export function strayRemedy(files: readonly ModelFile[], component: ModelComponent): string | undefined {
  // `text_encoder_2` is no `text_encoder`.
  const about = new RegExp(`(?:^|[/._-])${component}(?!_\\d)(?:[/._-]|$)`);
  const strays = files.map(({ path }) => path).filter((path) => about.test(path));
  const onnx = strays.find((path) => path.endsWith('.onnx'));
  if (onnx !== undefined) {
    const folder = IN_THE_LAYOUT.exec(onnx)?.[1];
    if (folder !== undefined) return `Found ${onnx}: name the folder '${folder}' in it instead.`;
    const precision = PRECISION.exec(onnx.slice(onnx.lastIndexOf('/') + 1))?.[1];
    const suffix = precision === undefined || precision === 'fp32' ? '' : `_${precision}`;
    return `Found ${onnx}, a name that is not read: rename it to ${component}/model${suffix}.onnx.`;
  }
  const weights = strays.find((path) => PYTORCH_WEIGHTS.test(path));
  return weights && `Found ${weights}, which holds weights for PyTorch: ${EXPORT_REMEDY}`;
}

const EXPORT_REMEDY =
  'export the model to ONNX first (`optimum-cli export onnx --model FOLDER OUT` of optimum-onnx does).';

/** What a folder holds that has no part of a model where it is read from, and what to do; for a message of two sentences. */
export function withoutComponents(files: readonly ModelFile[]): {
  readonly found: string;
  readonly remedy: string;
} {
  const paths = files.map(({ path }) => path);
  const folder = paths.map((path) => IN_THE_LAYOUT.exec(path)?.[1]).find((name) => name !== undefined);
  const onnx = paths.filter((path) => path.endsWith('.onnx'));
  const weights = paths.filter((path) => PYTORCH_WEIGHTS.test(path));
  const found = onnx.length > 0 ? onnx : weights;
  const more = found.length > 3 ? ` and ${found.length - 3} more` : '';
  return {
    found: found.length > 0 ? ` Found ${found.slice(0, 3).join(', ')}${more}.` : '',
    remedy: remedyFor(folder, onnx.length > 0, weights.length > 0),
  };
}

function remedyFor(folder: string | undefined, hasOnnx: boolean, hasWeights: boolean): string {
  if (folder !== undefined) return `Name the folder '${folder}' in it instead.`;
  if (hasOnnx) {
    return 'Put each file into a folder of its part, as unet/model.onnx, text_encoder/model.onnx, vae_decoder/model.onnx, beside tokenizer and scheduler.';
  }
  if (hasWeights) return `These are weights for PyTorch: ${EXPORT_REMEDY}`;
  return 'Name the folder that holds model_index.json, of a model exported to ONNX in the Diffusers layout.';
}
