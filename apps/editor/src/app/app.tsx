import { useEffect } from 'react';
import { Toaster } from 'sonner';
import { Announcer } from '../accessibility/announcer.tsx';
import { type SkipLink, SkipLinks } from '../accessibility/skip-links.tsx';
import { bindShortcuts } from '../commands/shortcuts.ts';
import { FileDrop } from '../files/file-drop.tsx';
import { RestrictedBar } from '../files/restricted-bar.tsx';
import { useTheme } from '../theme/use-theme.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import styles from './app.module.css';
import { GraphWorkspace } from './graph-workspace.tsx';
import { Layers } from './layers.tsx';
import { useServices } from './services-context.tsx';
import { Toolbar } from './toolbar.tsx';

const SKIP_LINKS: readonly SkipLink[] = [
  { label: 'graph', target: 'graph' },
  { label: 'inspector', target: 'inspector-panel' },
];

export function App() {
  const services = useServices();
  const theme = useTheme();
  useEffect(() => bindShortcuts(services), [services]);
  return (
    <TooltipProvider delayDuration={500}>
      <SkipLinks links={SKIP_LINKS} />
      <div className={styles.app}>
        <Toolbar />
        <RestrictedBar />
        <div className={styles.body}>
          <GraphWorkspace />
        </div>
      </div>
      <FileDrop />
      <Layers />
      <Announcer />
      <Toaster position="bottom-center" theme={theme.shown} />
    </TooltipProvider>
  );
}
