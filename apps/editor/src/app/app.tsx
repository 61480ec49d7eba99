import { useEffect } from 'react';
import { Toaster } from 'sonner';
import { bindShortcuts } from '../commands/shortcuts.ts';
import { useTheme } from '../theme/use-theme.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import styles from './app.module.css';
import { GraphWorkspace } from './graph-workspace.tsx';
import { Layers } from './layers.tsx';
import { useServices } from './services-context.tsx';
import { Toolbar } from './toolbar.tsx';

export function App() {
  const services = useServices();
  const theme = useTheme();
  useEffect(() => bindShortcuts(services), [services]);
  return (
    <TooltipProvider delayDuration={500}>
      <div className={styles.app}>
        <Toolbar />
        <div className={styles.body}>
          <GraphWorkspace />
        </div>
      </div>
      <Layers />
      <Toaster position="bottom-left" theme={theme.shown} />
    </TooltipProvider>
  );
}
