import type { ComponentType } from 'react';
import { DenoiseEndView } from './denoise-end-view.tsx';
import { MaskShapeView } from './mask-shape-view.tsx';
import type { NodeViewProps } from './node-view-props.ts';
import { PreviewImageView } from './preview-image-view.tsx';
import { SaveImageView } from './save-image-view.tsx';

/** What nodes of some types show below their params. Types without a view of their own show nothing more. */
export const customNodeViews: Readonly<Record<string, ComponentType<NodeViewProps>>> = {
  DenoiseEnd: DenoiseEndView,
  MaskShape: MaskShapeView,
  PreviewImage: PreviewImageView,
  SaveImage: SaveImageView,
};
