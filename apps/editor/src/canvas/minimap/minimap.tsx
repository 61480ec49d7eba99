import { Panel, useStore, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useEffect, useRef } from 'react';
import { useStore as useZustand } from 'zustand';
import { useServices } from '../../app/services-context.tsx';
import type { CanvasItem } from '../flow-items.ts';
import { rectOf } from '../frames/carried-along.ts';
import type { Point, Rect } from '../point.ts';
import { useCanvas } from '../use-canvas.ts';
import { drawMap, looksSame } from './draw-map.ts';
import { fitMap, MAP_HEIGHT, MAP_WIDTH, type MapScale } from './map-scale.ts';
import styles from './minimap.module.css';

/** The whole graph in small, with what is in view. Drawn on a canvas, so that large graphs cost nothing while panning. */
export function Minimap() {
  const shown = useCanvas((state) => state.minimap);
  const empty = useStore(({ nodes }) => nodes.length === 0);
  return shown && !empty ? (
    <Panel position="bottom-right">
      <GraphMap />
    </Panel>
  ) : null;
}

function GraphMap() {
  const nodes = useStore((state) => state.nodes as CanvasItem[]);
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useZustand(useServices().theme.store, ({ shown }) => shown);
  const drawn = useRef<{ readonly nodes: readonly CanvasItem[]; readonly theme: string }>(undefined);
  const scale = fitMap(nodes.map(rectOf));
  useEffect(() => {
    // Most changes of a document, typing above all, show nowhere on the map.
    if (drawn.current?.theme === theme && looksSame(drawn.current.nodes, nodes)) return;
    if (ref.current) drawMap(ref.current, nodes, scale);
    drawn.current = { nodes, theme };
  });
  return (
    <div className={styles.map}>
      <canvas ref={ref} className={styles.nodes} aria-hidden />
      <View scale={scale} />
    </div>
  );
}

/** What of the graph is in view; drawn about, it moves the view. */
function View({ scale }: { readonly scale: MapScale }) {
  const { getState } = useStoreApi();
  const [x, y, zoom] = useStore(({ transform }) => transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const view: Rect = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };

  function center({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>): void {
    const box = currentTarget.getBoundingClientRect();
    const at: Point = scale.toGraph({ x: clientX - box.x, y: clientY - box.y });
    getState().panZoom?.setViewport({ x: width / 2 - at.x * zoom, y: height / 2 - at.y * zoom, zoom });
  }

  const corner = scale.toMap(view);
  return (
    <svg
      className={styles.view}
      width={MAP_WIDTH}
      height={MAP_HEIGHT}
      role="img"
      aria-label="Map of the graph"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        center(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && center(event)}
    >
      <rect
        className={styles.frame}
        x={corner.x}
        y={corner.y}
        width={view.width * scale.factor}
        height={view.height * scale.factor}
        rx={3}
      />
    </svg>
  );
}
