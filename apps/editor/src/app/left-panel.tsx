import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import type { LeftPanel } from './layout-store.ts';
import styles from './left-panel.module.css';
import { useServices } from './services-context.tsx';

interface PanelContent {
  readonly title: string;
  readonly content: ReactNode;
}

const panels: Readonly<Record<LeftPanel, PanelContent>> = {
  nodes: { title: 'Nodes', content: null },
  outline: { title: 'Outline', content: null },
  gallery: { title: 'Gallery', content: null },
};

export function LeftPanelView({ panel }: { readonly panel: LeftPanel }) {
  const { views } = useServices();
  const { title, content } = panels[panel];
  return (
    <section className={styles.panel} aria-label={title}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        <IconButton icon={X} label="Close panel" onClick={() => views.arrange({ left: null })} />
      </header>
      <div className={styles.content}>{content}</div>
    </section>
  );
}
