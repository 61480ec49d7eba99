import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '@latentgraph/runtime-core';
import { z } from 'zod';

/** In the place of a model's files: where they stayed. */
export const IN_PLACE_FILE = 'in-place.json';

const inPlaceSchema = z.object({
  directory: z.string(),
  /** Relative to it. */
  files: z.array(z.string()).max(10_000),
});

export type InPlace = z.infer<typeof inPlaceSchema>;

/** Where the files of a model of the store stayed; undefined where they are in its own folder. */
export async function readInPlace(folder: string): Promise<InPlace | undefined> {
  const text = await readFile(join(folder, IN_PLACE_FILE), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : inPlaceSchema.safeParse(parseJson(text)).data;
}
