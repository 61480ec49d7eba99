import { Group, Panel, Separator } from 'react-resizable-panels';
import { Toaster } from 'sonner';
import { Canvas } from '../canvas/canvas.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import styles from './app.module.css';
import { Toolbar } from './toolbar.tsx';

export function App() {
  return (
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
      <Toaster position="bottom-left" />
    </div>
  );
}
