import { failed, type Problem, problem, type Result } from '@latentgraph/graph-core';
import type { RecognisedModel } from '@latentgraph/model-graphs';
import { unfitParts } from '../model-folder/model-kind.ts';
import type { ModelFolder, ModelVariant } from '../model-folder/model-variant.ts';
import { TOKENIZER_FOLDERS, traitedTokenizerProblems } from '../model-folder/tokenizer.ts';
import { checkpointVariants } from './checkpoint-files.ts';
import { measureCheckpoint, tokenizerTraits, type WholeModel } from './checkpoint-measures.ts';
import { componentGraphs } from './component-graph.ts';
import { recogniseCheckpoint } from './recognise-folder.ts';

/**
 * Recognises and checks the checkpoint of a folder in one variant; reads headers, never weights, and opens no session.
 *
 * @param variant as asked; `''` and `fp32` mean the plain files, or the only ones
 */
export async function readCheckpoint(
  folder: ModelFolder,
  variant: string,
): Promise<Result<{ model: ModelVariant }>> {
  const { name, configs } = folder;
  const offered = checkpointVariants(folder.files);
  const chosen = chooseVariant(offered, variant);
  if (chosen === undefined) return failed([noSuchVariant(name, variant, offered)]);
  const recognised = await recogniseCheckpoint(folder, chosen);
  if (!recognised.ok) return recognised;
  const whole = requireWhole(name, recognised.model);
  if (!whole.ok) return whole;
  const { model } = whole;
  const measures = measureCheckpoint(model, configs);
  const components = componentGraphs(model);
  const tokenizers = tokenizerTraits(model);
  const problems: Problem[] = [];
  for (const component of Object.keys(TOKENIZER_FOLDERS) as (keyof typeof TOKENIZER_FOLDERS)[]) {
    const traits = tokenizers[component];
    if (traits) problems.push(...(await traitedTokenizerProblems(folder, component, traits)));
  }
  const last = model.textEncoders.at(-1)!.part;
  const unfit = unfitParts(
    { model: name, configs },
    { unetPath: components.unet!.path, poolingPath: last.weights.values().next().value!.file, pools: true },
    measures,
  );
  if (unfit) problems.push(unfit);
  if (problems.length > 0) return failed(problems);
  return {
    ok: true,
    warnings: configs.warnings,
    model: {
      ...{ folder, components, measures },
      variant: chosen === offered[0] && offered.length === 1 ? '' : chosen,
      checkpoint: { recognised: model, tokenizers },
    },
  };
}

function chooseVariant(offered: readonly string[], asked: string): string | undefined {
  if (offered.includes(asked)) return asked;
  const plain = asked === '' || asked === 'fp32';
  if (plain && offered.includes('')) return '';
  return plain && offered.length === 1 ? offered[0] : undefined;
}

/** A model whose parts make a picture; what is missing is a problem that says how to supply it. */
function requireWhole(name: string, model: RecognisedModel): Result<{ model: WholeModel }> {
  const { family, unet, vae, prediction } = model;
  if (!family || !unet || !prediction) return failed([partAlone(name, model)]);
  const missing = [
    ...family.textEncoders
      .filter(({ component }) => !model.textEncoders.some(({ role }) => role?.component === component))
      .map(({ component }) => `its ${component.replaceAll('_', ' ')}`),
    ...(vae?.architecture.decoderResnets === undefined ? ['its VAE'] : []),
  ];
  if (!vae || missing.length > 0) return failed([partsMissing(name, family.title, missing)]);
  if (prediction.type === 'epsilon' || prediction.type === 'v_prediction') {
    return { ok: true, warnings: [], model: { ...model, family, unet, vae, prediction } };
  }
  return failed([predictionUnsupported(name, prediction.evidence)]);
}

function partAlone(name: string, { vae, textEncoders }: RecognisedModel): Problem {
  const parts = [...(vae ? ['a VAE'] : []), ...(textEncoders.length > 0 ? ['a text encoder'] : [])];
  return problem({
    code: 'checkpoint-part-alone',
    message: `Model '${name}' is ${parts.join(' and ')} without a UNet.`,
    remedy: 'Choose a whole checkpoint of Stable Diffusion 1, 2 or XL.',
  });
}

function partsMissing(name: string, family: string, missing: readonly string[]): Problem {
  return problem({
    code: 'checkpoint-part-missing',
    message: `Model '${name}' is a ${family} checkpoint without ${missing.join(' and ')}.`,
    remedy:
      'Choose the full version of the checkpoint, or add a Diffusers folder that also holds the missing parts (vae, text_encoder …).',
  });
}

function predictionUnsupported(name: string, evidence: string): Problem {
  return problem({
    code: 'checkpoint-prediction-unsupported',
    message: `Model '${name}' was trained to predict in the way of EDM (told by ${evidence}), which no scheduler here follows.`,
    remedy: 'Choose a checkpoint that predicts epsilon or v.',
  });
}

function noSuchVariant(name: string, variant: string, offered: readonly string[]): Problem {
  const choices = offered.map((word) => (word === '' ? 'the plain one' : `the ${word} variant`));
  return problem({
    code: 'model-file-missing',
    message: `Model '${name}' has no ${variant === '' ? 'plain' : variant} variant.`,
    remedy: `Choose ${choices.join(' or ')} in the Checkpoint.`,
  });
}
