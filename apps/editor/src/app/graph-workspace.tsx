import { Group, Panel, type PanelSize, Separator } from 'react-resizable-panels';
import { GraphNavigation } from '../accessibility/graph-navigation.tsx';
import { Canvas } from '../canvas/canvas.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import styles from './app.module.css';
import { EmptyGraph } from './empty-graph.tsx';
import type { Layout } from './layout-store.ts';
import { LeftPanelView } from './left-panel.tsx';
import { PanelBoundary } from './panel-boundary.tsx';
import { Rail } from './rail.tsx';
import { useServices, useViews } from './services-context.tsx';
import { Welcome } from './welcome.tsx';

/** The canvas between its two panels, whose widths are remembered. */
export function GraphWorkspace() {
  const { views } = useServices();
  const left = useViews((state) => state.left);
  const inspector = useViews((state) => state.inspector);
  const { leftWidthPx, inspectorWidthPx } = views.store.getState();
  const remember = (name: 'leftWidthPx' | 'inspectorWidthPx') => (size: PanelSize) => {
    // A panel that is about to go is made small first.
    if (size.inPixels > 0) views.arrange({ [name]: size.inPixels } as Partial<Layout>);
  };
  return (
    <>
      <Rail />
      <Group className={styles.group ?? ''}>
        {left !== null && (
          <>
            <Panel
              id="left"
              defaultSize={leftWidthPx}
              minSize={200}
              maxSize={420}
              groupResizeBehavior="preserve-pixel-size"
              onResize={remember('leftWidthPx')}
            >
              <LeftPanelView panel={left} />
            </Panel>
            <Separator className={styles.separator ?? ''} aria-label="Width of the left panel" />
          </>
        )}
        <Panel id="canvas" minSize={240}>
          <main className={styles.canvas} id="graph" tabIndex={-1} aria-label="Graph">
            <PanelBoundary what="The graph">
              <GraphNavigation>
                <Canvas />
              </GraphNavigation>
            </PanelBoundary>
            <EmptyGraph />
            <Welcome />
          </main>
        </Panel>
        {inspector && (
          <>
            <Separator className={styles.separator ?? ''} aria-label="Width of the inspector" />
            <Panel
              id="inspector"
              defaultSize={inspectorWidthPx}
              minSize={240}
              maxSize={520}
              groupResizeBehavior="preserve-pixel-size"
              onResize={remember('inspectorWidthPx')}
            >
              <div className={styles.panel} id="inspector-panel" tabIndex={-1}>
                <PanelBoundary what="The inspector">
                  <Inspector />
                </PanelBoundary>
              </div>
            </Panel>
          </>
        )}
      </Group>
    </>
  );
}
