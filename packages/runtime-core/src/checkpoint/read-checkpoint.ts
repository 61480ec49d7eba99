import { failed, type Problem, problem, type Result } from '@latentgraph/graph-core';
import type { RecognisedModel } from '@latentgraph/model-graphs';
import type { ModelPart } from '@latentgraph/nodes';
import type { ModelMeasures } from '../model-folder/measures.ts';
import { unfitParts } from '../model-folder/model-kind.ts';
import type { ModelFolder, ModelVariant } from '../model-folder/model-variant.ts';
import { TOKENIZER_FOLDERS, traitedTokenizerProblems } from '../model-folder/tokenizer.ts';
import { checkpointVariants } from './checkpoint-files.ts';
import { measureCheckpoint, tokenizerTraits } from './checkpoint-measures.ts';
import { componentGraphs } from './component-graph.ts';
import { recogniseCheckpoint } from './recognise-folder.ts';

/**
 * Recognises and checks the checkpoint of a folder in one variant; reads headers, never weights, and opens no session.
 *
 * @param variant as asked; `''` and `fp32` mean the plain files, or the only ones
 * @param part the only one that has to be there; all by default
 */
export async function readCheckpoint(
  folder: ModelFolder,
  variant: string,
  part?: ModelPart,
): Promise<Result<{ model: ModelVariant }>> {
  const { name, configs } = folder;
  const offered = checkpointVariants(folder.files);
  const chosen = chooseVariant(offered, variant);
  if (chosen === undefined) return failed([noSuchVariant(name, variant, offered)]);
  const recognised = await recogniseCheckpoint(folder, chosen);
  if (!recognised.ok) return recognised;
  const { model } = recognised;
  const lacking = part ? lackingPart(name, model, part) : lackingForPictures(name, model);
  if (lacking) return failed([lacking]);
  const measures = measureCheckpoint(model, configs);
  const components = componentGraphs(model);
  const tokenizers = tokenizerTraits(model);
  const problems = part === 'unet' || part === 'vae' ? [] : await problemsOfTokenizers(folder, tokenizers);
  const unfit = part === undefined && unfitCheckpoint(folder, model, components, measures);
  if (unfit) problems.push(unfit);
  if (problems.length > 0) return failed(problems);
  const isScaleKnown = model.family !== undefined || configs.vae.scaling_factor !== undefined;
  return {
    ok: true,
    warnings:
      part === 'vae' && !isScaleKnown
        ? [...configs.warnings, scaleAssumed(name, measures)]
        : configs.warnings,
    model: {
      ...{ folder, components, measures },
      variant: chosen === offered[0] && offered.length === 1 ? '' : chosen,
      checkpoint: { recognised: model, tokenizers },
    },
  };
}

async function problemsOfTokenizers(
  folder: ModelFolder,
  tokenizers: ReturnType<typeof tokenizerTraits>,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const component of Object.keys(TOKENIZER_FOLDERS) as (keyof typeof TOKENIZER_FOLDERS)[]) {
    const traits = tokenizers[component];
    if (traits) problems.push(...(await traitedTokenizerProblems(folder, component, traits)));
  }
  return problems;
}

/** Whether the parts of a model that has all of them belong together. */
function unfitCheckpoint(
  { name, configs }: ModelFolder,
  { textEncoders }: RecognisedModel,
  { unet }: ReturnType<typeof componentGraphs>,
  measures: ModelMeasures,
): Problem | undefined {
  const last = textEncoders.at(-1)!.part;
  const poolingPath = last.weights.values().next().value!.file;
  return unfitParts({ model: name, configs }, { unetPath: unet!.path, poolingPath, pools: true }, measures);
}

function chooseVariant(offered: readonly string[], asked: string): string | undefined {
  if (offered.includes(asked)) return asked;
  const plain = asked === '' || asked === 'fp32';
  if (plain && offered.includes('')) return '';
  return plain && offered.length === 1 ? offered[0] : undefined;
}

/** What a model lacks to make pictures, with how to supply it; undefined where nothing is missing. */
function lackingForPictures(name: string, model: RecognisedModel): Problem | undefined {
  const { family } = model;
  if (!family || !model.unet) return partAlone(name, model);
  const missing = [
    ...missingEncoders(model).map((component) => `its ${component.replaceAll('_', ' ')}`),
    ...(hasDecoder(model) ? [] : ['its VAE']),
  ];
  return missing.length > 0 ? partsMissing(name, family.title, missing) : foreignPrediction(name, model);
}

/** Why one part cannot be taken from a model; undefined where it can. */
function lackingPart(name: string, model: RecognisedModel, part: ModelPart): Problem | undefined {
  switch (part) {
    case 'unet':
      return model.unet ? foreignPrediction(name, model) : notThere(name, model, 'UNet');
    case 'vae':
      return hasDecoder(model) ? undefined : notThere(name, model, 'VAE with a decoder');
    case 'textEncoder':
      if (!model.family) return roleUnknown(name, model);
      return missingEncoders(model).length > 0 ? notThere(name, model, 'whole text encoder') : undefined;
  }
}

const hasDecoder = ({ vae }: RecognisedModel) => vae?.architecture.decoderResnets !== undefined;

function missingEncoders({ family, textEncoders }: RecognisedModel): readonly string[] {
  return (family?.textEncoders ?? [])
    .map(({ component }) => component)
    .filter((component) => !textEncoders.some(({ role }) => role?.component === component));
}

function foreignPrediction(name: string, { prediction }: RecognisedModel): Problem | undefined {
  if (!prediction || prediction.type === 'epsilon' || prediction.type === 'v_prediction') return undefined;
  return predictionUnsupported(name, prediction.evidence);
}

/** What a model holds, as a message lists it. */
function partsOf({ unet, vae, textEncoders }: RecognisedModel): string {
  return [
    ...(unet ? ['a UNet'] : []),
    ...(vae ? ['a VAE'] : []),
    ...(textEncoders.length > 0 ? ['a text encoder'] : []),
  ].join(' and ');
}

function notThere(name: string, model: RecognisedModel, what: string): Problem {
  return problem({
    code: 'checkpoint-part-missing',
    message: `Model '${name}' has no ${what}: it holds ${partsOf(model)}.`,
    remedy: 'Choose a model that has it.',
  });
}

function roleUnknown(name: string, model: RecognisedModel): Problem {
  if (model.textEncoders.length === 0) return notThere(name, model, 'text encoder');
  return problem({
    code: 'checkpoint-encoder-alone',
    message: `Model '${name}' holds a text encoder without a UNet: which of its layers a UNet was taught with, it does not tell.`,
    remedy: 'Take the text encoder of a whole checkpoint, or of a Diffusers folder that holds the UNet, too.',
  });
}

function scaleAssumed(name: string, { scalingFactor }: ModelMeasures): Problem {
  return problem({
    code: 'model-config-assumed',
    severity: 'warning',
    message: `Model '${name}' does not say its VAE scaling factor; ${scalingFactor} is taken, that of Stable Diffusion 1 and 2.`,
    remedy: "If it is a VAE of SDXL, set 'scalingFactor' of Load VAE to 0.13025.",
  });
}

function partAlone(name: string, model: RecognisedModel): Problem {
  return problem({
    code: 'checkpoint-part-alone',
    message: `Model '${name}' is ${partsOf(model)} without a UNet.`,
    remedy: 'Take it with Load VAE or Load Text Encoder, or choose a whole checkpoint.',
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
