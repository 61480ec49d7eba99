import type { NodeViewProps } from './index.ts';
import { NodePictures } from './node-pictures.tsx';

/** The pictures that the last run kept. */
export function SaveImageView({ id }: NodeViewProps) {
  return <NodePictures node={id} nothing="Pictures appear here when the workflow runs." />;
}
