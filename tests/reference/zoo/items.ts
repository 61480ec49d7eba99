import { cpSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type RecognisedModel, readSafetensors, recognise } from '@latentgraph/model-graphs';
import {
  type CheckpointRecipe,
  listFixtures,
  makeCheckpoint,
  readRecipe,
} from '@latentgraph/model-graphs/testing';
import { type PictureEntry, type Reference, readReference } from './reference.ts';

const FIXTURES = 'fixtures/checkpoints';

/** The folder whose items are compared: all of `CHECKPOINT_ZOO`, or those that the project keeps. */
export const zooFolder = process.env.CHECKPOINT_ZOO ?? join(FIXTURES, 'zoo');

/** A model, or a part of one, with what the original modules gave for it. */
export interface ZooItem {
  readonly name: string;
  /** Of its reference pictures. */
  readonly folder: string;
  readonly reference: Reference;
  readonly checkpoints: readonly ZooCheckpoint[];
  /** Kinds of files in it whose graphs cannot be built, and what else its entries need: `a LoRA`. */
  readonly notCovered: readonly string[];
}

export interface ZooCheckpoint {
  readonly name: string;
  /** A model folder: the file, and the tokenizers of the item. */
  readonly directory: string;
  readonly model: RecognisedModel;
}

/** Every folder below `root` with a reference; checkpoints that are there as recipes are made below `work`. */
export async function readZoo(root: string, work: string): Promise<readonly ZooItem[]> {
  const items: ZooItem[] = [];
  for (const folder of foldersBelow(root)) {
    const reference = readReference(folder);
    // Folders of exported graphs hold other references.
    if (reference && !existsSync(join(folder, 'model_index.json'))) {
      items.push(await readItem(folder, reference, join(work, String(items.length))));
    }
  }
  return items.map((item) => withBase(item, items));
}

/** Folders of exported graphs below `root` that say which picture they paint. */
export function exportedFolders(root: string): readonly string[] {
  return foldersBelow(root).filter(
    (folder) => existsSync(join(folder, 'model_index.json')) && existsSync(join(folder, 'reference.json')),
  );
}

function foldersBelow(root: string): readonly string[] {
  const folders = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  return folders.sort();
}

async function readItem(folder: string, reference: Reference, work: string): Promise<ZooItem> {
  const checkpoints: ZooCheckpoint[] = [];
  const notCovered = new Set<string>();
  for (const file of placeFiles(folder, reference, work)) {
    const source = await sourceOf(file);
    const read = await readSafetensors(source, 'model.safetensors');
    if (!read.ok) throw new Error(`${file}: ${read.problems[0]!.message}`);
    const result = await recognise(read.file, source);
    await source.close();
    if (!result.ok) throw new Error(`${file}: ${result.problems[0]!.message}`);
    const { recognition } = result;
    if (recognition.kind === 'other') notCovered.add(recognition.other.title);
    else
      checkpoints.push({
        name: basename(join(file, '..')),
        directory: join(file, '..'),
        model: recognition.model,
      });
  }
  // References of other kinds hold other entries.
  const pictures = Array.isArray(reference.pipeline) ? (reference.pipeline as readonly PictureEntry[]) : [];
  if (pictures.some(({ lora }) => lora !== undefined)) notCovered.add('a LoRA');
  return {
    name: basename(folder),
    folder,
    reference: { ...reference, pipeline: pictures },
    checkpoints,
    notCovered: [...notCovered],
  };
}

/** Puts each file of an item into a model folder of its own, beside the item's tokenizers. */
function placeFiles(folder: string, reference: Reference, work: string): readonly string[] {
  const files = new Map<string, (path: string) => void>();
  for (const recipe of recipesOf(folder, reference)) {
    files.set(recipe.file, (path) => writeFileSync(path, makeCheckpoint(recipe)));
  }
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.safetensors'))) {
    files.set(name, (path) => linkOrCopy(join(folder, name), path));
  }
  return [...files].map(([name, write]) => {
    const directory = join(work, name.replace(/\.safetensors$/, ''));
    mkdirSync(directory, { recursive: true });
    for (const tokenizer of tokenizersOf(folder)) {
      cpSync(tokenizer, join(directory, basename(tokenizer)), { recursive: true });
    }
    write(join(directory, 'model.safetensors'));
    return join(directory, 'model.safetensors');
  });
}

let fixtureRecipes: readonly CheckpointRecipe[] | undefined;

/** The recipes beside a reference, or those of the fixtures for the files that it names. */
function recipesOf(
  folder: string,
  { file, files = file ? [file] : [] }: Reference,
): readonly CheckpointRecipe[] {
  const beside = readdirSync(folder).filter((name) => name.endsWith('.recipe.json'));
  if (beside.length > 0) {
    return beside.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CheckpointRecipe);
  }
  if (files.every((name) => existsSync(join(folder, name)))) return [];
  fixtureRecipes ??= listFixtures('recipes').map(readRecipe);
  return fixtureRecipes.filter((recipe) => files.includes(recipe.file));
}

function tokenizersOf(folder: string): readonly string[] {
  for (const place of [folder, join(folder, 'diffusers'), FIXTURES]) {
    if (!existsSync(place)) continue;
    const found = readdirSync(place).filter((name) => /^tokenizer(_\d)?$/.test(name));
    if (found.length > 0) return found.map((name) => join(place, name));
  }
  return [];
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to);
  }
}

async function sourceOf(file: string) {
  const handle = await open(file);
  const { size } = await handle.stat();
  return {
    sizeBytes: size,
    close: () => handle.close(),
    async read(from: number, to: number) {
      const bytes = new Uint8Array(to - from);
      await handle.read(bytes, 0, bytes.length, from);
      return bytes;
    },
  };
}

/** An item without files of its own uses those of another. */
function withBase(item: ZooItem, items: readonly ZooItem[]): ZooItem {
  const base = items.find(({ name, reference: { item: id = name } }) => id === item.reference.base);
  return item.checkpoints.length > 0 || !base || item.notCovered.length > 0
    ? item
    : { ...item, checkpoints: base.checkpoints };
}
