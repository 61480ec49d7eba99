import { NodePictures } from './node-pictures.tsx';
import type { NodeViewProps } from './node-view-props.ts';

/** The picture that passes by. */
export function PreviewImageView({ id }: NodeViewProps) {
  return <NodePictures node={id} nothing="What passes here is shown when the workflow runs." />;
}
