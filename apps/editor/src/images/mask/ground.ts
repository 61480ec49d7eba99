import {
  addNode,
  connect,
  type RunRequest,
  type WireEnd,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';

/** What a mask is painted over. */
export type Ground =
  /** A picture file that is wired to the mask. */
  | { readonly kind: 'asset'; readonly hash: string }
  /** What an output gives when the workflow runs up to it. */
  | { readonly kind: 'output'; readonly from: WireEnd }
  | { readonly kind: 'none' };

const IMAGE_INPUT = 'image';

/** What is wired to the picture of a Paint Mask node. */
export function groundOf({ graphs: { main } }: WorkflowDocument, node: string): Ground {
  const from = main.edges.find(({ to }) => to.node === node && to.port === IMAGE_INPUT)?.from;
  if (!from) return { kind: 'none' };
  const source = main.nodes[from.node];
  const { asset } = source?.params ?? {};
  if (source?.type === 'LoadImage' && typeof asset === 'string' && asset !== '') {
    return { kind: 'asset', hash: asset };
  }
  return { kind: 'output', from: { node: from.node, port: from.port } };
}

/** The run that shows what an output gives: the workflow with a Preview Image there, up to it and no further. */
export function groundRequest(document: WorkflowDocument, from: WireEnd): RunRequest | undefined {
  const added = addNode({ type: 'PreviewImage' }, builtinRegistry)(document);
  if (!added.ok) return undefined;
  const target = added.created[0]!;
  const wired = connect(from, { node: target, port: IMAGE_INPUT }, builtinRegistry)(added.document);
  return wired.ok ? { document: wired.document, targets: [target] } : undefined;
}
