import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Dtype } from '../safetensors/dtype.ts';
import { type CheckpointRecipe, recipeTensors } from './recipe.ts';
import type { HeaderFixture } from './safetensors-bytes.ts';

const FOLDER = new URL('../../../../fixtures/checkpoints/', import.meta.url);

/** A compressed JSON file of fixtures/checkpoints: `names/sd1-fp16`. */
export function readJsonFixture(name: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(new URL(`${name}.json.gz`, FOLDER))).toString());
}

/** The files of a folder of fixtures/checkpoints, as `readJsonFixture` takes their names. */
export function listFixtures(folder: 'headers' | 'names' | 'recipes'): readonly string[] {
  return readdirSync(new URL(folder, FOLDER))
    .map((file) => file.replace(/\.json\.gz$/, ''))
    .sort();
}

/** How a small checkpoint is made: all of `fixtures/checkpoints/recipes`. */
export function readRecipe(name: string): CheckpointRecipe {
  return readJsonFixture(`recipes/${name}`) as CheckpointRecipe;
}

/** The bytes of a file in fixtures/checkpoints/reader. */
export function readBytesFixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`reader/${name}`, FOLDER)));
}

/** The tokenizer of the small checkpoints, as files of `folder`. */
export function readTokenizerFixture(folder: string): Readonly<Record<string, Uint8Array>> {
  const files = ['vocab.json', 'merges.txt'];
  return Object.fromEntries(
    files.map((file) => [
      `${folder}/${file}`,
      new Uint8Array(readFileSync(new URL(`tokenizer/${file}`, FOLDER))),
    ]),
  );
}

/** The header of a real, full-size file or of a small one whose weights do not matter. */
export function readHeader(name: string): HeaderFixture & { readonly expected: unknown } {
  const { metadata, tensors, expected, dtype } = readJsonFixture(`headers/${name}`) as {
    readonly metadata?: Record<string, string>;
    readonly tensors: Record<string, readonly number[]>;
    readonly expected?: unknown;
    readonly dtype?: readonly [Dtype, ...Dtype[]];
  };
  return {
    metadata: metadata ?? {},
    tensors: Object.entries(tensors).map(([tensor, shape]) => ({
      name: tensor,
      dtype: dtype?.[0] ?? 'F16',
      shape,
    })),
    expected,
  };
}

/** The header that a recipe's file has. */
export function headerOfRecipe(name: string): HeaderFixture {
  const recipe = readRecipe(name);
  return { metadata: recipe.metadata ?? {}, tensors: recipeTensors(recipe) };
}
