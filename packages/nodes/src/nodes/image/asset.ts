import { type Problem, ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { NodeServices, Pixels } from '../../contract/services.ts';

/** A param that names a picture by its sha256; empty until one is chosen. */
export const assetSchema = z
  .string()
  .regex(/^(?:[0-9a-f]{64})?$/, 'Assets are named by their sha256 in lower-case hex.')
  .default('');

/** What `check` finds in a node that needs a picture. */
export function checkChosen({
  params: { asset },
}: {
  readonly params: { readonly asset: string };
}): readonly Omit<Problem, 'node' | 'severity'>[] {
  if (asset !== '') return [];
  return [
    {
      code: 'asset-not-chosen',
      message: 'No picture is chosen.',
      remedy: 'Choose a picture file, or give one on the command line: --set NODE.asset=@FILE.',
      param: 'asset',
    },
  ];
}

/**
 * The picture behind an asset.
 *
 * @param label of the node, for messages: `Load Image 'photo'`
 * @throws ProblemError `asset-missing`, and what the decoder finds: unreadable, too large
 */
export async function loadPixels(
  { assets, images }: NodeServices,
  asset: string,
  label: string,
): Promise<Pixels> {
  const found = await assets.get(asset);
  if (found) return images.decode(found.bytes);
  throw new ProblemError({
    code: 'asset-missing',
    message: `${label} uses the picture ${asset.slice(0, 12)}…, which is not here.`,
    remedy: 'Choose the picture again, or open a copy of the workflow that was exported with its pictures.',
    param: 'asset',
  });
}
