import { failed, type ModelFacts, type Problem, problem, type Result } from '@latentgraph/graph-core';
import type { ModelComponent, OpenModel, TokenizerFiles } from '@latentgraph/nodes';
import { parseJson } from '../json.ts';
import {
  type ComponentFile,
  checkComponent,
  findComponent,
  missingComponent,
  variantsOf,
} from './components.ts';
import { type ModelConfigs, readConfigs } from './configs.ts';
import { type ModelMeasures, measure } from './measures.ts';
import type { ModelFile, ModelFiles } from './model-files.ts';
import { unsupportedOperators } from './operators.ts';

/** A folder in the Diffusers layout, its files listed and its configs read. */
export interface ModelFolder {
  readonly name: string;
  readonly source: ModelFiles;
  readonly files: readonly ModelFile[];
  readonly sizeBytes: number;
  /** `''` is the plain `model.onnx`. */
  readonly variants: readonly string[];
  readonly configs: ModelConfigs;
}

/** One choice of files out of a folder, checked and measured. */
export interface ModelVariant {
  readonly folder: ModelFolder;
  /** As asked, but `''` where that means the same files. */
  readonly variant: string;
  readonly components: Readonly<Partial<Record<ModelComponent, ComponentFile>>>;
  readonly measures: ModelMeasures;
}

const REQUIRED_COMPONENTS = ['text_encoder', 'unet', 'vae_decoder'] as const;
const OPTIONAL_COMPONENTS = ['text_encoder_2', 'vae_encoder'] as const;

/** Lists a folder and reads its configs. Any folder can be read; what is wrong with it shows in `readVariant`. */
export async function readModelFolder(name: string, source: ModelFiles): Promise<ModelFolder> {
  const files = [...(await source.list())].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    name,
    source,
    files,
    sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    variants: variantsOf(files),
    configs: await readConfigs(name, source, files),
  };
}

/**
 * Finds and checks the files of one variant; opens no session.
 *
 * @param variant `''`, `fp16` … as in `ModelKey`
 * @param device where it is to run; decides which operators will do
 */
export async function readVariant(
  folder: ModelFolder,
  variant: string,
  device: string,
): Promise<Result<{ model: ModelVariant }>> {
  const problems: Problem[] = [];
  const components: Partial<Record<ModelComponent, ComponentFile>> = {};
  for (const component of [...REQUIRED_COMPONENTS, ...OPTIONAL_COMPONENTS]) {
    const file = findComponent(folder.files, component, variant);
    if (!file) {
      if (isRequired(component))
        problems.push(missingComponent(folder.name, folder.files, component, variant));
      continue;
    }
    const checked = await checkComponent(folder.name, folder.source, folder.files, component, file);
    if ('problems' in checked) {
      problems.push(...checked.problems);
      continue;
    }
    components[component] = checked.file;
    const unsupported = unsupportedOperators(folder.name, checked.file, device, folder.variants);
    if (unsupported) problems.push(unsupported);
  }
  problems.push(...missingTokenizer(folder));
  const { text_encoder: textEncoder, unet, vae_decoder: vaeDecoder } = components;
  if (problems.length > 0 || !textEncoder || !unet || !vaeDecoder) return failed(problems);
  const measures = measure(folder.name, folder.configs, { unet, textEncoder, vaeDecoder });
  const plain = Object.values(components).every((file) => file.path.endsWith('/model.onnx'));
  return {
    ok: true,
    warnings: [...folder.configs.warnings, ...measures.warnings],
    model: { folder, variant: plain ? '' : variant, components, measures },
  };
}

function isRequired(component: ModelComponent): boolean {
  return REQUIRED_COMPONENTS.some((required) => required === component);
}

function missingTokenizer(folder: ModelFolder): Problem[] {
  const missing = ['tokenizer/vocab.json', 'tokenizer/merges.txt'].filter(
    (path) => !folder.files.some((file) => file.path === path),
  );
  return missing.map((path) =>
    problem({
      code: 'model-file-missing',
      message: `Model '${folder.name}' has no file ${path}.`,
      remedy: 'Put the tokenizer folder of the model there: vocab.json and merges.txt.',
    }),
  );
}

/** The handles that a Checkpoint puts out. `hash` is the content hash of the model's files. */
export function modelHandles({ folder, variant, measures }: ModelVariant, hash: string): OpenModel {
  const model = { name: folder.name, variant, hash };
  const { family } = measures;
  return {
    textEncoder: { model, conditioningWidth: measures.textWidth, tokenLimit: measures.tokenLimit },
    unet: {
      model,
      family,
      inChannels: measures.inChannels,
      conditioningWidth: measures.conditioningWidth,
      sizeMultiple: measures.sizeMultiple,
      predictionType: measures.predictionType,
      extraInputs: measures.extraInputs,
      ...(measures.guidanceWidth === undefined ? {} : { guidanceWidth: measures.guidanceWidth }),
    },
    vae: { model, family, scalingFactor: measures.scalingFactor, shiftFactor: measures.shiftFactor },
    schedulerConfig: { model: folder.name, config: folder.configs.scheduler },
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

/** The tokenizer folder's files; a config that is missing or no JSON object counts as empty. */
export async function readTokenizer(folder: ModelFolder): Promise<TokenizerFiles> {
  const object = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
    if (!folder.files.some((file) => file.path === path)) return {};
    const value = parseJson(await folder.source.readText(path));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  };
  const vocab = await object('tokenizer/vocab.json');
  return {
    vocab: Object.fromEntries(
      Object.entries(vocab).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    ),
    merges: await folder.source.readText('tokenizer/merges.txt'),
    config: await object('tokenizer/tokenizer_config.json'),
    specialTokens: await object('tokenizer/special_tokens_map.json'),
  };
}
