import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react';
import { useServices, useViews } from './services-context.tsx';
import type { Layer } from './views.ts';

type LayerOf<Kind extends Layer['kind']> = Extract<Layer, { readonly kind: Kind }>;

/** What the component of a layer is given. */
export interface LayerProps<Kind extends Layer['kind']> {
  readonly layer: LayerOf<Kind>;
  onClose(): void;
}

type LayerComponents = {
  readonly [Kind in Layer['kind']]?: LazyExoticComponent<ComponentType<LayerProps<Kind>>>;
};

/** What each layer shows, loaded when it is first opened. */
const layers: LayerComponents = {
  viewer: lazy(async () => ({ default: (await import('../images/viewer-layer.tsx')).ViewerLayer })),
  compare: lazy(async () => ({ default: (await import('../images/compare-layer.tsx')).CompareLayer })),
  'mask-painter': lazy(async () => ({
    default: (await import('../images/mask/mask-painter-layer.tsx')).MaskPainterLayer,
  })),
};

/** The open layer, if any. */
export function Layers() {
  const { views } = useServices();
  const layer = useViews((state) => state.layer);
  if (!layer) return null;
  // Each component takes the layer of the kind that it is listed under; TypeScript does not follow that.
  const Shown = layers[layer.kind] as ComponentType<LayerProps<Layer['kind']>> | undefined;
  if (!Shown) return null;
  return (
    <Suspense>
      <Shown layer={layer} onClose={() => views.close()} />
    </Suspense>
  );
}
