import {
  type Asset,
  type Problem,
  ProblemError,
  problem,
  type Runtime,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { assetBlob } from '../../files/asset-blob.ts';
import type { Assets } from '../../files/assets.ts';
import { groundOf, groundRequest } from './ground.ts';
import { decodePaint } from './paint-file.ts';
import type { PaintLayer } from './paint-layer.ts';
import { runUpTo } from './run-up-to.ts';

/** What is needed to begin to paint. */
export interface PaintStart {
  /** The picture under the paint; undefined for plain ground. */
  readonly picture: Blob | undefined;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What was painted before, in the size of the picture. */
  readonly before: PaintLayer | undefined;
}

export interface GroundOptions {
  readonly document: WorkflowDocument;
  /** The Paint Mask node. */
  readonly node: string;
  readonly assets: Pick<Assets, 'get'>;
  /** What runs the workflow up to the picture, where it is not simply a file; undefined while nothing may run. */
  readonly runtime: Runtime | undefined;
  /** Cancels what runs for it. */
  readonly signal: AbortSignal;
}

/** Where neither a picture nor earlier paint tells the size. */
const PLAIN_SIDE_PX = 512;

/**
 * Finds the picture that a mask is painted over, and the paint that is there already.
 *
 * @throws ProblemError when the picture cannot be had, or the paint cannot be read: nobody is to paint anew over paint
 *   that is not shown
 */
export async function findGround(options: GroundOptions): Promise<PaintStart> {
  const { document, node, assets } = options;
  const params = document.graphs.main.nodes[node]?.params;
  const painted = blobOf(await assets.get(String(params?.asset ?? '')));
  const picture = await findPicture(options);
  const { widthPx, heightPx } = await sizeFor(node, picture, painted);
  const before =
    painted && (await readable(decodePaint(painted, widthPx, heightPx), () => paintUnreadable(node)));
  return { picture, widthPx, heightPx, before };
}

/** Undefined where nothing is wired to be painted on. */
async function findPicture(options: GroundOptions): Promise<Blob | undefined> {
  const { document, node, assets, runtime, signal } = options;
  const find = (hash: string) => assets.get(hash);
  const ground = groundOf(document, node);
  if (ground.kind === 'none') return undefined;
  if (ground.kind === 'asset') {
    const picture = blobOf(await find(ground.hash));
    if (!picture) throw new ProblemError(noPicture(node));
    return picture;
  }
  if (!runtime) throw new ProblemError(mayNotRun(node));
  const request = groundRequest(document, ground.from);
  const picture = request && blobOf(await runUpTo(request, runtime, find, signal));
  if (!picture) throw new ProblemError(noPicture(node));
  return picture;
}

async function sizeFor(node: string, picture: Blob | undefined, painted: Blob | undefined): Promise<Size> {
  if (picture) return readable(sizeOf(picture), () => pictureUnreadable(node));
  if (painted) return readable(sizeOf(painted), () => paintUnreadable(node));
  return { widthPx: PLAIN_SIDE_PX, heightPx: PLAIN_SIDE_PX };
}

/** What the browser cannot decode becomes a problem. */
async function readable<Value>(reading: Promise<Value>, otherwise: () => Problem): Promise<Value> {
  try {
    return await reading;
  } catch {
    throw new ProblemError(otherwise());
  }
}

function blobOf(asset: Asset | undefined): Blob | undefined {
  return asset && assetBlob(asset);
}

type Size = Pick<PaintStart, 'widthPx' | 'heightPx'>;

async function sizeOf(picture: Blob): Promise<Size> {
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

function pictureUnreadable(node: string): Problem {
  return problem({
    code: 'picture-unreadable',
    message: `The picture under the mask of Paint Mask '${node}' is in no format that this browser reads.`,
    remedy: "Choose a PNG, JPEG or WebP picture in the node that is wired to 'image'.",
    node,
    port: 'image',
  });
}

function paintUnreadable(node: string): Problem {
  return problem({
    code: 'paint-unreadable',
    message: `What was painted in Paint Mask '${node}' cannot be read.`,
    remedy: 'Remove the paint in the node to begin anew.',
    node,
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
