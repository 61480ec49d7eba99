import { type Problem, problem } from '@latentgraph/graph-core';
import { type TokenizerFiles, tokenizerFault } from '@latentgraph/nodes';
import { readSmallJson, readSmallText, TOKENIZER_MAX_BYTES } from './config-file.ts';
import type { ModelFile, ModelFiles } from './model-files.ts';

/** Where the tokenizer of each text encoder lies in a model folder. */
export const TOKENIZER_FOLDERS = { text_encoder: 'tokenizer', text_encoder_2: 'tokenizer_2' } as const;

export type TokenizerFolder = (typeof TOKENIZER_FOLDERS)[keyof typeof TOKENIZER_FOLDERS];

/** What of a model folder a tokenizer is read from. */
export interface TokenizerSource {
  readonly name: string;
  readonly source: ModelFiles;
  readonly files: readonly ModelFile[];
}

/** The files of a tokenizer folder that are read. */
export const TOKENIZER_FILES = [
  'vocab.json',
  'merges.txt',
  'tokenizer_config.json',
  'special_tokens_map.json',
] as const;

/** The tokenizer folder's files; a config that is missing or no JSON object counts as empty. */
export async function readTokenizer(
  { source, files }: TokenizerSource,
  folder: TokenizerFolder,
): Promise<TokenizerFiles> {
  const object = async (file: string): Promise<Readonly<Record<string, unknown>>> => {
    const read = await readSmallJson(source, files, `${folder}/${file}`, TOKENIZER_MAX_BYTES);
    const value = read?.ok ? read.value : undefined;
    return typeof value === 'object' && value !== null ? { ...value } : {};
  };
  const vocab = await object('vocab.json');
  const merges = await readSmallText(source, files, `${folder}/merges.txt`, TOKENIZER_MAX_BYTES);
  return {
    vocab: Object.fromEntries(
      Object.entries(vocab).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    ),
    merges: merges?.ok ? merges.text : '',
    config: await object('tokenizer_config.json'),
    specialTokens: await object('special_tokens_map.json'),
  };
}

/** What keeps a model's tokenizer from reading prompts as its text encoder was taught. */
export async function tokenizerProblems(
  model: TokenizerSource,
  folder: TokenizerFolder,
): Promise<readonly Problem[]> {
  const { name, source, files } = model;
  const missing = TOKENIZER_FILES.slice(0, 2)
    .map((file) => `${folder}/${file}`)
    .filter((path) => !files.some((file) => file.path === path));
  if (missing.length > 0) {
    return missing.map((path) =>
      problem({
        code: 'model-file-missing',
        message: `Model '${name}' has no file ${path}.`,
        remedy: `Put the ${folder} folder of the model there: vocab.json and merges.txt.`,
      }),
    );
  }
  const broken = (file: string, says: string) =>
    problem({
      code: 'model-file-broken',
      message: `Model '${name}': ${folder}/${file} ${says}.`,
      remedy: `Copy or download the ${folder} folder again: vocab.json and merges.txt belong together.`,
    });
  const vocab = await readSmallJson(source, files, `${folder}/vocab.json`, TOKENIZER_MAX_BYTES);
  if (!vocab?.ok) return [broken('vocab.json', `cannot be used: ${vocab?.reason}`)];
  const merges = await readSmallText(source, files, `${folder}/merges.txt`, TOKENIZER_MAX_BYTES);
  if (!merges?.ok) return [broken('merges.txt', `cannot be used: ${merges?.reason}`)];
  const fault = tokenizerFault(await readTokenizer(model, folder));
  return fault ? [broken(fault.file, fault.says)] : [];
}
