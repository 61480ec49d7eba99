import { type Problem, problem } from '@latentgraph/graph-core';
import { clipTokenizerFiles, type TextTower, type TokenizerFiles, tokenizerFault } from '@latentgraph/nodes';
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

/** What a text encoder of a checkpoint expects of its tokenizer. */
export interface TokenizerTraits {
  /** Ids that the encoder knows. */
  readonly vocabularySize: number;
  /** Tokens that it takes at once, start and end included. */
  readonly positions: number;
  /** What fills a row of tokens up: the id that ends texts, or id 0. */
  readonly padding: 'end-of-text' | 'zero';
}

/** CLIP's own vocabulary, which every checkpoint of full size was taught with. */
const CLIP_VOCABULARY_SIZE = 49_408;

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

/**
 * The tokenizer of one text encoder of a checkpoint: its own folder's beside the weights, the first one's with the padding
 * of this encoder, or CLIP's own.
 *
 * @param clipMerges CLIP's merges.txt, which comes with the program
 */
export async function readTraitedTokenizer(
  source: TokenizerSource,
  component: TextTower['component'],
  traits: TokenizerTraits,
  clipMerges: () => Promise<string>,
): Promise<TokenizerFiles> {
  const folder = tokenizerFolderOf(source, component);
  const files = folder ? await readTokenizer(source, folder) : clipTokenizerFiles(await clipMerges());
  const { config, specialTokens } = files;
  const saysPadding =
    folder === TOKENIZER_FOLDERS[component] && 'pad_token' in { ...config, ...specialTokens };
  const padding = saysPadding ? {} : { pad_token: paddingToken(files, traits) };
  return {
    ...files,
    config: { model_max_length: traits.positions, ...config, ...padding },
    specialTokens: { ...specialTokens, ...padding },
  };
}

/** What keeps a checkpoint's prompts from being read as its text encoder was taught. */
export async function traitedTokenizerProblems(
  source: TokenizerSource,
  component: TextTower['component'],
  { vocabularySize }: TokenizerTraits,
): Promise<readonly Problem[]> {
  const folder = tokenizerFolderOf(source, component);
  if (folder) return tokenizerProblems(source, folder);
  if (vocabularySize === CLIP_VOCABULARY_SIZE) return [];
  const own = TOKENIZER_FOLDERS[component];
  return [
    problem({
      code: 'checkpoint-tokenizer-missing',
      message: `Model '${source.name}' reads prompts with a vocabulary of ${vocabularySize} tokens, which is not CLIP's own.`,
      remedy: `Put its ${own} folder (vocab.json and merges.txt) beside the checkpoint.`,
    }),
  ];
}

/** The folder that an encoder's tokenizer is read from: its own, or that of the first encoder; undefined without both. */
function tokenizerFolderOf(
  { files }: TokenizerSource,
  component: TextTower['component'],
): TokenizerFolder | undefined {
  const folders = [TOKENIZER_FOLDERS[component], TOKENIZER_FOLDERS.text_encoder];
  return folders.find((folder) => files.some(({ path }) => path === `${folder}/vocab.json`));
}

function paddingToken(
  { vocab, specialTokens, config }: TokenizerFiles,
  { padding }: TokenizerTraits,
): unknown {
  if (padding === 'zero') return Object.keys(vocab).find((token) => vocab[token] === 0);
  return specialTokens.eos_token ?? config.eos_token ?? '<|endoftext|>';
}
