import { goToNode } from '../accessibility/go-to-node.ts';
import { useEditor, useRuns, useServices } from '../app/services-context.tsx';
import { titleOf } from '../canvas/node-facts.ts';
import { timeText } from '../canvas/progress/time-text.ts';
import type { ZoneShape } from '../canvas/zones/zone-regions.ts';
import { countOf } from '../run/words.ts';
import { Button } from '../ui/button.tsx';
import { Section } from './section.tsx';
import styles from './zone-nodes.module.css';

/** The nodes of a zone: a click goes there. */
export function ZoneNodes({ zone: { members, end } }: { readonly zone: ZoneShape }) {
  return (
    <Section title={countOf(members.length, 'node')}>
      <ul className={styles.nodes}>
        {members.map((id) => (
          <Member key={id} id={id} isTimed={id !== end} />
        ))}
      </ul>
    </Section>
  );
}

interface MemberProps {
  readonly id: string;
  /** Not so the end: its time is that of the whole zone. */
  readonly isTimed: boolean;
}

/** With the time that all steps together took in it. */
function Member({ id, isTimed }: MemberProps) {
  const services = useServices();
  const title = useEditor(({ history }) => {
    const record = history.document.graphs.main.nodes[id];
    return record ? titleOf(record) : id;
  });
  const elapsedMs = useRuns(({ shown }) => {
    const node = shown?.nodes[id];
    return isTimed && node?.state === 'done' ? node.elapsedMs : undefined;
  });
  return (
    <li>
      <Button variant="quiet" className={styles.node} onClick={() => goToNode(services, id)}>
        <span className={styles.title}>{title}</span>
        {elapsedMs !== undefined && <span className={styles.time}>{timeText(elapsedMs)}</span>}
      </Button>
    </li>
  );
}
