import { useStore, ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import { useEditor } from '../../app/services-context.tsx';
import { analysisOf } from '../../document/analysis.ts';
import { safeColor } from '../node/tint.ts';
import type { Rect } from '../point.ts';
import { useZoneRuns } from './use-playback.ts';
import { ZoneHeader } from './zone-header.tsx';
import { type ZoneRegion, type ZoneShape, zoneRegions, zoneShapes } from './zone-regions.ts';
import styles from './zones.module.css';

/** The denoising zones of the document: a region behind the nodes that each repeats. Stands inside React Flow. */
export function Zones() {
  const document = useEditor(({ history }) => history.document);
  const shapes = useMemo(() => zoneShapes(analysisOf(document)), [document]);
  return shapes.length === 0 ? null : <Regions shapes={shapes} />;
}

function Regions({ shapes }: { readonly shapes: readonly ZoneShape[] }) {
  const regions = useRegions(shapes);
  return (
    <ViewportPortal>
      <svg className={styles.regions} aria-hidden="true">
        {regions.map((region) => (
          <Region key={region.id} {...region} />
        ))}
      </svg>
      {regions.map(({ path: _, ...shape }) => (
        <ZoneHeader key={shape.id} {...shape} />
      ))}
    </ViewportPortal>
  );
}

function Region({ id, path, start, closed }: ZoneRegion) {
  const runs = useZoneRuns(id);
  const color = useEditor(({ history }) => safeColor(history.document.graphs.main.nodes[start]?.color));
  const style = color === undefined ? undefined : { '--zone-color': color };
  return (
    <path
      className={styles.region}
      data-closed={closed}
      data-running={runs || undefined}
      style={style}
      d={path}
    />
  );
}

type FlowState = Parameters<Parameters<typeof useStore>[0]>[0];

/** The regions where React Flow shows their nodes now, also in the middle of a drag. */
function useRegions(shapes: readonly ZoneShape[]): readonly ZoneRegion[] {
  const selector = useMemo(() => {
    const members = [...new Set(shapes.flatMap((shape) => shape.members))];
    let [nodes, boxes, regions]: [unknown, readonly Rect[], readonly ZoneRegion[]] = [undefined, [], []];
    return (state: FlowState) => {
      if (state.nodes === nodes) return regions;
      nodes = state.nodes;
      const places = new Map(members.flatMap((id) => placeOf(state, id)));
      const now = [...places.values()];
      if (now.length !== boxes.length || now.some((box, index) => !isSame(box, boxes[index]!))) {
        boxes = now;
        regions = zoneRegions(shapes, (id) => places.get(id));
      }
      return regions;
    };
  }, [shapes]);
  return useStore(selector);
}

function placeOf({ nodeLookup }: FlowState, id: string): [string, Rect][] {
  const node = nodeLookup.get(id);
  const { width, height } = node?.measured ?? {};
  if (!node || width === undefined || height === undefined) return [];
  const { x, y } = node.internals.positionAbsolute;
  return [[id, { x, y, width, height }]];
}

function isSame(one: Rect, other: Rect): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
