import { lazy, Suspense, useEffect } from 'react';
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
import { PanelBoundary } from './panel-boundary.tsx';
import { useServices, useViews } from './services-context.tsx';
import { Toolbar } from './toolbar.tsx';

const FormView = lazy(async () => ({ default: (await import('../form/form-view.tsx')).FormView }));

const SKIP_LINKS: readonly SkipLink[] = [
  { label: 'graph', target: 'graph' },
  { label: 'inspector', target: 'inspector-panel' },
];

export function App() {
  const services = useServices();
  const theme = useTheme();
  const mode = useViews((state) => state.mode);
  useEffect(() => bindShortcuts(services), [services]);
  return (
    <TooltipProvider delayDuration={500}>
      <SkipLinks links={SKIP_LINKS} />
      <div className={styles.app}>
        <Toolbar />
        <RestrictedBar />
        <div className={styles.body}>
          {mode === 'form' ? (
            <PanelBoundary what="The form">
              <Suspense>
                <FormView />
              </Suspense>
            </PanelBoundary>
          ) : (
            <GraphWorkspace />
          )}
        </div>
      </div>
      <FileDrop />
      <Layers />
      <Announcer />
      <Toaster
        position="bottom-center"
        theme={theme.shown}
        className={styles.notices ?? ''}
        toastOptions={{ closeButtonAriaLabel: 'Dismiss' }}
      />
    </TooltipProvider>
  );
}
