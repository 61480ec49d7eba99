import { useEffect } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Toaster } from 'sonner';
import { Canvas } from '../canvas/canvas.tsx';
import { bindShortcuts } from '../commands/shortcuts.ts';
import { Inspector } from '../inspector/inspector.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import styles from './app.module.css';
import { Layers } from './layers.tsx';
import { useServices } from './services-context.tsx';
import { Toolbar } from './toolbar.tsx';

export function App() {
  const services = useServices();
  useEffect(() => bindShortcuts(services), [services]);
  return (
    <TooltipProvider delayDuration={500}>
      <div className={styles.app}>
        <Toolbar />
        <Group className={styles.body ?? ''}>
          <Panel id="canvas" minSize="40%">
            <main className={styles.canvas}>
              <Canvas />
            </main>
          </Panel>
          <Separator className={styles.separator ?? ''} />
          <Panel id="inspector" defaultSize="320px" minSize="240px" maxSize="520px">
            <Inspector />
          </Panel>
        </Group>
        <Layers />
        <Toaster position="bottom-left" />
      </div>
    </TooltipProvider>
  );
}
