import { failed, type ModelFacts, type Problem, type Result } from '@latentgraph/graph-core';
import type { ModelComponent, ModelPart, OpenModel } from '@latentgraph/nodes';
import { checkpointVariants } from '../checkpoint/checkpoint-files.ts';
import {
  type ComponentFile,
  checkComponent,
  findComponent,
  missingComponent,
  variantsOf,
} from './components.ts';
import { CONFIG_MAX_BYTES, TOKENIZER_MAX_BYTES } from './config-file.ts';
import { CONFIG_FILES, readConfigs } from './configs.ts';
import { type ComponentFiles, type ModelMeasures, measure } from './measures.ts';
import type { ModelFile, ModelFiles } from './model-files.ts';
import { foreignFolder, unfedInputs, unfitParts } from './model-kind.ts';
import type { ModelFolder, ModelVariant } from './model-variant.ts';
import { unsupportedOperators } from './operators.ts';
import { TOKENIZER_FILES, TOKENIZER_FOLDERS, tokenizerProblems } from './tokenizer.ts';

/** The texts of a folder that are read, with the most bytes that they are read with. */
const TEXT_FILES: ReadonlyMap<string, number> = new Map([
  ...CONFIG_FILES.map((path) => [path, CONFIG_MAX_BYTES] as const),
  ...Object.values(TOKENIZER_FOLDERS).flatMap((folder) =>
    TOKENIZER_FILES.map((file) => [`${folder}/${file}`, TOKENIZER_MAX_BYTES] as const),
  ),
]);

/** Says which shard of a checkpoint holds which weight. */
const SHARD_INDEX = /^[^/]+\/[^/]+\.safetensors\.index(?:\.\w+)?\.json$/;

const REQUIRED_COMPONENTS = ['text_encoder', 'unet', 'vae_decoder'] as const;
const COMPONENTS_OF_PART: Readonly<Record<ModelPart, readonly ModelComponent[]>> = {
  textEncoder: ['text_encoder', 'text_encoder_2'],
  unet: ['unet'],
  vae: ['vae_decoder', 'vae_encoder'],
};

/** Lists a folder and reads its configs. Any folder can be read; what is wrong with it shows in `readVariant`. */
export async function readModelFolder(name: string, source: ModelFiles): Promise<ModelFolder> {
  const files = [...(await source.list())].sort((a, b) => (a.path < b.path ? -1 : 1));
  const exported = variantsOf(files);
  return {
    name,
    source,
    files,
    sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    // A hub's folder may hold both; what was exported is meant to be run as it is.
    variants: exported.length > 0 ? exported : checkpointVariants(files),
    configs: await readConfigs(name, source, files),
  };
}

/**
 * Finds and checks the files of one variant; opens no session.
 *
 * @param variant `''`, `fp16` … as in `ModelKey`
 * @param device where it is to run; decides which operators will do
 * @param part the only one that has to be there; all by default
 */
export async function readVariant(
  folder: ModelFolder,
  variant: string,
  device: string,
  part?: ModelPart,
): Promise<Result<{ model: ModelVariant }>> {
  const { name: model, configs, files } = folder;
  const foreign = foreignFolder({ model, configs, files });
  if (foreign) return failed([foreign]);
  if (variantsOf(files).length === 0 && folder.variants.length > 0) {
    // Much code, which a page does not load before it meets a checkpoint.
    const { readCheckpoint } = await import('../checkpoint/read-checkpoint.ts');
    return readCheckpoint(folder, variant, part);
  }
  const { components, problems } = await checkComponents(folder, variant, device, part);
  if (part === undefined || part === 'textEncoder') {
    problems.push(...(await tokenizerProblems(folder, TOKENIZER_FOLDERS.text_encoder)));
    const hasSecond = components.text_encoder_2 !== undefined;
    if (hasSecond) problems.push(...(await tokenizerProblems(folder, TOKENIZER_FOLDERS.text_encoder_2)));
  }
  if (problems.length > 0) return failed(problems);
  const measures = measure(model, configs, components);
  const unfit = part === undefined && unfitComponents(folder, components, measures);
  if (unfit) return failed([unfit]);
  const isPlain = Object.values(components).every(
    ({ component, path }) => path === findComponent(files, component, '')?.path,
  );
  return {
    ok: true,
    warnings: [...configs.warnings, ...measures.warnings],
    model: { folder, variant: isPlain ? '' : variant, components, measures },
  };
}

async function checkComponents(
  folder: ModelFolder,
  variant: string,
  device: string,
  part: ModelPart | undefined,
): Promise<{ components: ComponentFiles; problems: Problem[] }> {
  const { name: model, files, source } = folder;
  const problems: Problem[] = [];
  const components: Partial<Record<ModelComponent, ComponentFile>> = {};
  // Handles of all nodes that take parts of a model lead to one reading of it: it has every part that can be used.
  for (const [name, ofPart] of Object.entries(COMPONENTS_OF_PART)) {
    const isNeeded = part === undefined || part === name;
    for (const component of ofPart) {
      const file = findComponent(files, component, variant);
      if (!file) {
        if (isNeeded && isRequired(component)) {
          problems.push(missingComponent(model, files, component, variant));
        }
        continue;
      }
      const checked = await checkComponent(model, source, files, component, file);
      const found = 'problems' in checked ? checked.problems : cannotRun(folder, checked.file, device);
      if (isNeeded) problems.push(...found);
      if ('file' in checked && (isNeeded || found.length === 0)) components[component] = checked.file;
    }
  }
  return { components, problems };
}

function cannotRun(
  { name: model, configs, variants }: ModelFolder,
  file: ComponentFile,
  device: string,
): readonly Problem[] {
  const found = unfedInputs({ model, configs }, file) ?? unsupportedOperators(model, file, device, variants);
  return found ? [found] : [];
}

function isRequired(component: ModelComponent): boolean {
  return REQUIRED_COMPONENTS.some((required) => required === component);
}

/** Whether the parts of a model that has all of them belong together. */
function unfitComponents(
  { name: model, configs }: ModelFolder,
  { unet, text_encoder: first, text_encoder_2: second }: ComponentFiles,
  measures: ModelMeasures,
): Problem | undefined {
  const pooling = second ?? first!;
  const pools = pooling.header.outputs.some(({ name }) => name === 'pooler_output' || name === 'text_embeds');
  const parts = { unetPath: unet!.path, poolingPath: pooling.path, pools };
  return unfitParts({ model, configs }, parts, measures);
}

/** The files of a folder that runs of these variants read. Folders from a hub hold much more: other forms, safety checkers. */
export function filesRead({ files }: ModelFolder, variants: readonly ModelVariant[]): readonly ModelFile[] {
  const weights = new Set(
    variants
      .flatMap(({ components }) => Object.values(components))
      .flatMap((source) =>
        source.kind === 'file' ? [source.path, ...source.externalFiles] : source.weightFiles,
      ),
  );
  return files.filter(
    ({ path, sizeBytes }) =>
      weights.has(path) ||
      (SHARD_INDEX.test(path) && variants.some(({ checkpoint }) => checkpoint)) ||
      sizeBytes <= (TEXT_FILES.get(path) ?? -1),
  );
}

/** The handles that a Checkpoint puts out. `hash` is the content hash of the model's files. */
export function modelHandles({ folder, variant, measures }: ModelVariant, hash: string): OpenModel {
  const model = { name: folder.name, variant, hash };
  const { family, fixed } = measures;
  const fixedSizes = {
    ...(fixed.vaeDecoder && { decoder: fixed.vaeDecoder }),
    ...(fixed.vaeEncoder && { encoder: fixed.vaeEncoder }),
  };
  return {
    textEncoder: {
      model,
      towers: measures.towers,
      conditioningWidth: measures.textWidth,
      tokenLimit: measures.tokenLimit,
      ...(measures.zerosForEmpty && { zerosForEmpty: true }),
    },
    unet: {
      model,
      family,
      inChannels: measures.inChannels,
      conditioningWidth: measures.conditioningWidth,
      sizeMultiple: measures.sizeMultiple,
      predictionType: measures.predictionType,
      extraInputs: measures.extraInputs,
      ...(measures.timeIds && { timeIds: measures.timeIds }),
      ...(measures.guidanceWidth === undefined ? {} : { guidanceWidth: measures.guidanceWidth }),
      ...(fixed.unet && { fixedSize: fixed.unet }),
      ...(fixed.tokens === undefined ? {} : { fixedTokens: fixed.tokens }),
    },
    vae: {
      ...{ model, family, scalingFactor: measures.scalingFactor, shiftFactor: measures.shiftFactor },
      ...(Object.keys(fixedSizes).length > 0 && { fixedSizes }),
    },
    schedulerConfig: { model: folder.name, config: measures.scheduler },
  };
}

/** What wires are checked with before a run. */
export function modelFacts({ measures }: ModelVariant): ModelFacts {
  const { channels, factor } = measures.family;
  return {
    known: true,
    components: {
      unet: { channels, factor, width: measures.conditioningWidth },
      vae: { channels, factor },
      textEncoder: { width: measures.textWidth },
    },
  };
}
