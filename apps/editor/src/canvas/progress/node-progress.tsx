import type { Problem } from '@latentgraph/graph-core';
import { Check, CircleAlert, History } from 'lucide-react';
import { memo } from 'react';
import { useRuns } from '../../app/services-context.tsx';
import { Popover } from '../../ui/popover.tsx';
import styles from './node-progress.module.css';
import { shownProgress } from './shown-progress.ts';
import { timeText } from './time-text.ts';

interface NodeProgressProps {
  readonly id: string;
  readonly failures: readonly Problem[];
  /** Whether the title of a zone stands over the node: then its failures stand under it. */
  readonly isUnderTitle: boolean;
}

/**
 * How a node does in the run that is shown: over its upper edge, where it takes no place from the node, and as a ring
 * around it while it runs or when it failed. Stands in an element as large as the node.
 */
export const NodeProgress = memo(function NodeProgress({ id, failures, isUnderTitle }: NodeProgressProps) {
  const progress = useRuns(({ shown }) => shown && shownProgress(shown, id));
  if (failures.length > 0) {
    return (
      <>
        <span className={styles.ring} data-state="failed" />
        <Failure problems={failures} below={isUnderTitle} />
      </>
    );
  }
  if (!progress) return null;
  const { state, elapsedMs = 0 } = progress;
  if (state === 'running') return <span className={styles.ring} data-state="running" />;
  const Icon = state === 'cached' ? History : Check;
  return (
    <span className={styles.mark} data-state={state}>
      <Icon aria-hidden size={12} strokeWidth={2.25} />
      {state === 'cached' ? 'kept from before' : timeText(elapsedMs)}
    </span>
  );
});

interface FailureProps {
  readonly problems: readonly Problem[];
  readonly below: boolean;
}

/** What went wrong and what to do about it, behind a mark on the node. */
function Failure({ problems, below }: FailureProps) {
  return (
    <Popover
      label="What went wrong"
      align="end"
      trigger={
        <button type="button" className={`${styles.failure} nodrag nopan`} data-below={below || undefined}>
          <CircleAlert aria-hidden size={13} strokeWidth={2.25} /> Failed: why?
        </button>
      }
    >
      {problems.map(({ message, remedy }) => (
        <div key={message} className={styles.problem}>
          <p className={styles.message}>{message}</p>
          <p>{remedy}</p>
        </div>
      ))}
    </Popover>
  );
}
