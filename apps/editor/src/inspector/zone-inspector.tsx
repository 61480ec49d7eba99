import { Repeat } from 'lucide-react';
import { useEditor } from '../app/services-context.tsx';
import type { ZoneShape } from '../canvas/zones/zone-regions.ts';
import { zoneTitle } from '../canvas/zones/zone-title.ts';
import { Section } from './section.tsx';
import { SeveralSettings } from './several-settings.tsx';
import { ZoneCarried } from './zone-carried.tsx';
import styles from './zone-inspector.module.css';
import { ZoneNodes } from './zone-nodes.tsx';
import { ZoneRun } from './zone-run.tsx';

/** All about a loop: its steps, what they hand on, and the nodes that it repeats. */
export function ZoneInspector({ zone }: { readonly zone: ZoneShape }) {
  const title = useEditor(({ history }) => zoneTitle(zone, history.document));
  return (
    <>
      <Section>
        <div className={styles.top}>
          <h2 className={styles.title}>
            <Repeat aria-hidden size={16} strokeWidth={2} />
            {title}
          </h2>
          <p>
            {zone.closed
              ? 'Repeats its nodes once for every step of the schedule. Each step begins with what the one before has made.'
              : 'Repeats nothing yet: wire its start, through the nodes that are to be repeated, to its end.'}
          </p>
        </div>
      </Section>
      {zone.closed && <ZoneRun zone={zone.id} title={title} />}
      <ZoneCarried zone={zone} />
      <ZoneNodes zone={zone} />
      <Section title="All of them">
        <SeveralSettings ids={zone.members} />
      </Section>
    </>
  );
}
