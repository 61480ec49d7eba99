import { X } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { NodePalette } from '../add-node/node-palette.tsx';
import { Outline } from '../outline/outline.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import type { LeftPanel } from './layout-store.ts';
import styles from './left-panel.module.css';
import { PanelBoundary } from './panel-boundary.tsx';
import { useServices } from './services-context.tsx';

const GalleryPanel = lazy(async () => ({
  default: (await import('../gallery/gallery-panel.tsx')).GalleryPanel,
}));

interface PanelContent {
  readonly title: string;
  readonly content: ReactNode;
}

const panels: Readonly<Record<LeftPanel, PanelContent>> = {
  nodes: { title: 'Nodes', content: <NodePalette /> },
  outline: { title: 'Outline', content: <Outline /> },
  gallery: { title: 'Gallery', content: <GalleryPanel /> },
};

export function LeftPanelView({ panel }: { readonly panel: LeftPanel }) {
  const { views } = useServices();
  const { title, content } = panels[panel];
  return (
    <section className={styles.panel} id="left-panel" tabIndex={-1} aria-label={title}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        <IconButton icon={X} label="Close panel" onClick={() => views.arrange({ left: null })} />
      </header>
      <div className={styles.content}>
        <PanelBoundary key={panel} what={`The panel “${title}”`}>
          <Suspense>{content}</Suspense>
        </PanelBoundary>
      </div>
    </section>
  );
}
