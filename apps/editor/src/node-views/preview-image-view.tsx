import type { NodeViewProps } from './index.ts';
import { NodePictures } from './node-pictures.tsx';

/** The picture that passes by. */
export function PreviewImageView({ id }: NodeViewProps) {
  return <NodePictures node={id} nothing="What passes here is shown when the workflow runs." />;
}
