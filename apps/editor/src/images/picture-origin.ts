import type { GalleryResult } from '../gallery/gallery-result.ts';
import { promptOf } from '../gallery/prompt-of.ts';
import { seedOf, seedOfResult } from '../gallery/seed-of.ts';
import type { PictureRef, RunView } from '../run/run-view.ts';

/** How a picture came about, as far as anybody knows. */
export interface PictureOrigin {
  /** Of the workflow. */
  readonly name: string;
  readonly prompt: string | undefined;
  readonly seed: number | string | undefined;
  /** Position in the batch, from 0. */
  readonly index: number;
  /** What the gallery keeps of it. */
  readonly result: GalleryResult | undefined;
}

/**
 * @param results of the gallery
 * @param shown the run that is shown: its pictures are known where the browser keeps none
 * @returns undefined for pictures that no run gave
 */
export function originOf(
  picture: PictureRef,
  results: readonly GalleryResult[],
  shown: RunView | undefined,
): PictureOrigin | undefined {
  const result = isResult(picture) ? picture : results.find(({ asset }) => asset === picture.asset);
  if (result) {
    const { name, prompt, index } = result;
    return { name, prompt, seed: seedOfResult(result), index, result };
  }
  const output = shown?.outputs.find(({ asset }) => asset === picture.asset);
  if (!shown || !output) return undefined;
  const { document, seeds } = shown;
  return {
    name: document.name ?? 'Untitled',
    prompt: promptOf(document, [output.node]),
    seed: seedOf(document, seeds, [output.node]),
    index: output.index,
    result: undefined,
  };
}

/** The gallery opens its results as they are. */
function isResult(picture: PictureRef): picture is GalleryResult {
  return 'madeAt' in picture && 'run' in picture;
}
