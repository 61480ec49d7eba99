import { type ComponentType, type LazyExoticComponent, lazy, Suspense, useEffect } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { NotShown } from '../ui/not-shown.tsx';
import { useServices, useViews } from './services-context.tsx';
import type { Layer, LayerProps } from './views.ts';

type LayerComponents = {
  readonly [Kind in Layer['kind']]: LazyExoticComponent<ComponentType<LayerProps<Kind>>>;
};

const loadPalette = async () => ({
  default: (await import('../command-palette/command-palette.tsx')).CommandPalette,
});

/** What each layer shows, loaded when it is first opened. */
const layers: LayerComponents = {
  'command-palette': lazy(loadPalette),
  shortcuts: lazy(async () => ({
    default: (await import('../command-palette/shortcut-sheet.tsx')).ShortcutSheet,
  })),
  'connect-to': lazy(async () => ({ default: (await import('../accessibility/connect-to.tsx')).ConnectTo })),
  viewer: lazy(async () => ({ default: (await import('../images/viewer-layer.tsx')).ViewerLayer })),
  compare: lazy(async () => ({ default: (await import('../images/compare-layer.tsx')).CompareLayer })),
  'mask-painter': lazy(async () => ({
    default: (await import('../images/mask/mask-painter-layer.tsx')).MaskPainterLayer,
  })),
  templates: lazy(async () => ({
    default: (await import('../files/dialogs/templates-dialog.tsx')).TemplatesDialog,
  })),
  recent: lazy(async () => ({ default: (await import('../files/dialogs/recent-dialog.tsx')).RecentDialog })),
  share: lazy(async () => ({ default: (await import('../files/dialogs/share-dialog.tsx')).ShareDialog })),
  export: lazy(async () => ({ default: (await import('../files/dialogs/export-dialog.tsx')).ExportDialog })),
  storage: lazy(async () => ({
    default: (await import('../files/dialogs/storage-dialog.tsx')).StorageDialog,
  })),
  restricted: lazy(async () => ({
    default: (await import('../files/dialogs/restricted-dialog.tsx')).RestrictedDialog,
  })),
  'open-elsewhere': lazy(async () => ({
    default: (await import('../files/dialogs/open-elsewhere-dialog.tsx')).OpenElsewhereDialog,
  })),
  'file-changed': lazy(async () => ({
    default: (await import('../files/dialogs/file-changed-dialog.tsx')).FileChangedDialog,
  })),
};

/** The open layer, if any. */
export function Layers() {
  const { views } = useServices();
  const layer = useViews((state) => state.layer);
  useEffect(loadPaletteSoon, []);
  if (!layer) return null;
  // Each component takes the layer of the kind that it is listed under; TypeScript does not follow that.
  const Shown = layers[layer.kind] as ComponentType<LayerProps<Layer['kind']>>;
  const close = () => views.close();
  return (
    <ErrorBoundary
      watch={layer}
      fallback={(error, tryAgain) => (
        <Dialog open onClose={close} title="Something went wrong" size="small">
          <NotShown
            what="This dialog"
            error={error}
            remedy="The workflow is as it was. Close this and try once more; if that fails too, load the page again."
            onTryAgain={tryAgain}
          />
        </Dialog>
      )}
    >
      <Suspense>
        <Shown layer={layer} onClose={close} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** Who opens the palette goes on typing at once, so it is there before it is asked for. */
function loadPaletteSoon(): () => void {
  const timer = setTimeout(loadPalette, 1500);
  return () => clearTimeout(timer);
}
