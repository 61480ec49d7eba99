import { readJson } from '@latentgraph/graph-core';
import type { ModelFile, ModelFiles } from './model-files.ts';

/** Configs of models have a few kilobytes; the largest known, of an encoder with its label names, has 40. */
export const CONFIG_MAX_BYTES = 1024 * 1024;
/** vocab.json and merges.txt of CLIP have 1.1 MB and 0.5 MB; of the largest vocabularies in use, 5 MB. */
export const TOKENIZER_MAX_BYTES = 16 * 1024 * 1024;

export type ConfigText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/**
 * The text of a small file of a model folder. A file of a size that no such file has is not read at all: it would
 * take the memory of the whole program.
 *
 * @returns undefined when there is no such file; `reason` is to stand behind "cannot be used:"
 */
export async function readSmallText(
  source: ModelFiles,
  files: readonly ModelFile[],
  path: string,
  maxBytes = CONFIG_MAX_BYTES,
): Promise<ConfigText | undefined> {
  const file = files.find((candidate) => candidate.path === path);
  if (!file) return undefined;
  if (file.sizeBytes > maxBytes) {
    const [size, most] = [file.sizeBytes, maxBytes].map((bytes) => Math.ceil(bytes / 2 ** 20));
    return { ok: false, reason: `it has ${size} MB, and no such file has more than ${most}` };
  }
  return { ok: true, text: await source.readText(path) };
}

/** A small JSON file of a model folder; as `readSmallText`, with what stands in it. */
export async function readSmallJson(
  source: ModelFiles,
  files: readonly ModelFile[],
  path: string,
  maxBytes = CONFIG_MAX_BYTES,
): Promise<
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string } | undefined
> {
  const read = await readSmallText(source, files, path, maxBytes);
  if (!read?.ok) return read;
  const json = readJson(read.text);
  if (json.ok) return json;
  return { ok: false, reason: REASONS[json.problems[0]!.code] ?? 'it is not valid JSON' };
}

const REASONS: Readonly<Record<string, string>> = {
  'nested-too-deep': 'it nests objects and arrays too deep',
  'too-many-values': 'it holds too many values',
};
