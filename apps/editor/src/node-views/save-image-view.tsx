import { NodePictures } from './node-pictures.tsx';
import type { NodeViewProps } from './node-view-props.ts';

/** The pictures that the last run kept. */
export function SaveImageView({ id }: NodeViewProps) {
  return <NodePictures node={id} nothing="Pictures appear here when the workflow runs." />;
}
