import {
  type Asset,
  endsRun,
  type Problem,
  ProblemError,
  problem,
  type RunRequest,
  type Runtime,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { assetBlob } from '../../files/asset-blob.ts';
import type { Assets } from '../../files/assets.ts';
import { giveAssets } from '../../run/give-assets.ts';
import { groundOf, groundRequest } from './ground.ts';

/** What is needed to begin to paint. */
export interface PaintStart {
  /** The picture under the paint; undefined for plain ground. */
  readonly picture: Blob | undefined;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What was painted before. */
  readonly before: Blob | undefined;
}

export interface GroundOptions {
  readonly document: WorkflowDocument;
  /** The Paint Mask node. */
  readonly node: string;
  readonly assets: Pick<Assets, 'get'>;
  /** What runs the workflow up to the picture, where it is not simply a file; undefined while nothing may run. */
  readonly runtime: Runtime | undefined;
}

/** Where neither a picture nor earlier paint tells the size. */
const PLAIN_SIDE_PX = 512;

/**
 * Finds the picture that a mask is painted over, and the paint that is there already.
 *
 * @throws ProblemError when the picture cannot be had
 */
export async function findGround({ document, node, assets, runtime }: GroundOptions): Promise<PaintStart> {
  const params = document.graphs.main.nodes[node]?.params;
  const before = await blobOf(await assets.get(String(params?.asset ?? '')));
  const ground = groundOf(document, node);
  if (ground.kind === 'none') {
    const size = before ? await sizeOf(before) : { widthPx: PLAIN_SIDE_PX, heightPx: PLAIN_SIDE_PX };
    return { picture: undefined, ...size, before };
  }
  const picture =
    ground.kind === 'asset'
      ? await blobOf(await assets.get(ground.hash))
      : runtime && (await runUpTo(groundRequest(document, ground.from), runtime, assets));
  if (!picture) throw new ProblemError(runtime ? noPicture(node) : mayNotRun(node));
  return { picture, ...(await sizeOf(picture)), before };
}

async function runUpTo(
  request: RunRequest | undefined,
  runtime: Runtime,
  assets: Pick<Assets, 'get'>,
): Promise<Blob | undefined> {
  if (!request) return undefined;
  await giveAssets(request.document, runtime, (hash) => assets.get(hash));
  const run = await runtime.submit(request);
  let picture: Blob | undefined;
  for await (const event of runtime.events(run)) {
    if (event.type === 'preview' && event.node === request.targets?.[0]) {
      picture ??= await blobOf(await runtime.assets.get(event.asset));
    }
    if (event.type === 'failed' && event.problems[0]) throw new ProblemError(event.problems[0] as Problem);
    if (endsRun(event)) break;
  }
  return picture;
}

async function blobOf(asset: Asset | undefined): Promise<Blob | undefined> {
  return asset && assetBlob(asset);
}

async function sizeOf(picture: Blob): Promise<{ readonly widthPx: number; readonly heightPx: number }> {
  const bitmap = await createImageBitmap(picture);
  const { width, height } = bitmap;
  bitmap.close();
  return { widthPx: width, heightPx: height };
}

function noPicture(node: string): Problem {
  return problem({
    code: 'no-picture-to-paint-on',
    message: `The picture under the mask of Paint Mask '${node}' is not here.`,
    remedy: "Choose a picture in the node that is wired to 'image', or wire another one to it.",
    node,
    port: 'image',
  });
}

function mayNotRun(node: string): Problem {
  return problem({
    code: 'workflow-restricted',
    message: `The picture under the mask of Paint Mask '${node}' has to be made first, and this workflow may not run yet.`,
    remedy: 'Look at what it wants to use and allow it to run.',
    node,
  });
}
