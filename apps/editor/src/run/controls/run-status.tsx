import { clsx } from 'clsx';
import { useRuns } from '../../app/services-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { outerZonesOf } from '../outer-zones.ts';
import { progressOf } from '../progress.ts';
import { runText } from '../run-text.ts';
import { isActive, isRunning, type RunView } from '../run-view.ts';
import { timeLeftText } from '../words.ts';
import { RunQueue } from './run-queue.tsx';
import styles from './run-status.module.css';
import { useNow } from './use-now.ts';

/** How far the run has come; opens the list of runs. */
export function RunStatus() {
  const view = useRuns(({ queue, ended }) => queue.find(isRunning) ?? queue[0] ?? ended[0]);
  const waiting = useRuns(({ queue }) => Math.max(0, queue.length - 1));
  return (
    <Popover
      label="Runs"
      align="end"
      trigger={
        <Button variant="quiet" className={styles.status}>
          {view ? (
            <Progress view={view} waiting={waiting} />
          ) : (
            <span className={styles.text}>Not run yet</span>
          )}
          <span className="visually-hidden">, show runs</span>
        </Button>
      }
    >
      <RunQueue />
    </Popover>
  );
}

function Progress({ view, waiting }: { readonly view: RunView; readonly waiting: number }) {
  const active = isActive(view);
  const progress = progressOf(view, outerZonesOf(view.document), useNow(active));
  const { fraction, leftMs } = progress;
  return (
    <>
      <span className={clsx(styles.text, view.state === 'failed' && styles.failed)}>
        {runText(view, progress)}
      </span>
      {waiting > 0 && <span className={styles.waiting}>+{waiting}</span>}
      {active && leftMs !== undefined && leftMs > 0 && (
        <span className={styles.left}>{timeLeftText(leftMs)}</span>
      )}
      {active && (
        <span
          className={styles.track}
          role="progressbar"
          aria-label="Progress of the run"
          {...(fraction === undefined ? {} : { 'aria-valuenow': Math.round(fraction * 100) })}
        >
          <span
            className={clsx(styles.bar, fraction === undefined && styles.unknown)}
            style={fraction === undefined ? undefined : { transform: `scaleX(${fraction})` }}
          />
        </span>
      )}
    </>
  );
}
