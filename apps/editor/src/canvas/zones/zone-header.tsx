import { useStore } from '@xyflow/react';
import { Repeat } from 'lucide-react';
import { memo } from 'react';
import { useEditor, useServices } from '../../app/services-context.tsx';
import type { Rect } from '../point.ts';
import { Timeline } from './timeline.tsx';
import { useDragTogether } from './use-drag-together.ts';
import { usePlayback } from './use-playback.ts';
import styles from './zone-header.module.css';
import type { ZoneRegion } from './zone-regions.ts';
import { zoneTitle } from './zone-title.ts';

/** Below this zoom only large letters can be read. */
const FAR_BELOW = 0.42;

/** The title of a zone, over its start: moves all of the zone, and shows how far it has come. */
export const ZoneHeader = memo(function ZoneHeader(zone: Omit<ZoneRegion, 'path'>) {
  const { editor } = useServices();
  const title = useEditor(({ history }) => zoneTitle(zone, history.document));
  const hasRun = usePlayback(({ zones }) => (zones[zone.id]?.count ?? 0) > 0);
  const drag = useDragTogether(zone.members);
  const far = useStore(({ transform }) => transform[2] < FAR_BELOW);
  const selectAll = () => editor.select({ nodes: new Set(zone.members) });
  return (
    <section
      data-far={far || undefined}
      className={`${styles.header} nopan`}
      style={placeAt(zone.header)}
      aria-label={`Zone ${title}`}
    >
      <button
        type="button"
        className={styles.title}
        title="Select the nodes of this zone; drag to move them"
        onClick={selectAll}
        {...drag}
      >
        <Repeat aria-hidden size={14} strokeWidth={2} />
        <span className={styles.name}>{title}</span>
      </button>
      {zone.closed && hasRun ? (
        <Timeline zone={zone.id} title={title} />
      ) : (
        <p className={styles.hint}>
          {zone.closed ? 'Repeats for every step of the schedule' : 'Wire its start through to its end'}
        </p>
      )}
    </section>
  );
}, isSameZone);

function placeAt({ x, y, width, height }: Rect) {
  return { transform: `translate(${x}px, ${y}px)`, width, height };
}

function isSameZone(one: Omit<ZoneRegion, 'path'>, other: Omit<ZoneRegion, 'path'>): boolean {
  const [a, b] = [one.header, other.header];
  return (
    one.id === other.id &&
    one.closed === other.closed &&
    one.members === other.members &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width
  );
}
