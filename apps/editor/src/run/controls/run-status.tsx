import { clsx } from 'clsx';
import { useRuns } from '../../app/services-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { outerZonesOf } from '../outer-zones.ts';
import { progressOf, type RunProgress } from '../progress.ts';
import { runText } from '../run-text.ts';
import { isActive, isRunning, type RunView } from '../run-view.ts';
import { timeLeftText } from '../words.ts';
import { RunQueue } from './run-queue.tsx';
import styles from './run-status.module.css';
import { useNow } from './use-now.ts';

/** How far the run has come; opens the list of runs. */
export function RunStatus() {
  const view = useRuns(({ queue, shown }) => queue.find(isRunning) ?? queue[0] ?? shown);
  const now = useNow(view !== undefined && isActive(view));
  const progress = view && progressOf(view, outerZonesOf(view.document), now);
  return (
    <div className={styles.status}>
      <Popover
        label="Runs"
        align="end"
        trigger={
          <Button variant="quiet" className={styles.words}>
            {view && progress ? (
              <Words view={view} progress={progress} />
            ) : (
              <span className={styles.text}>Not run yet</span>
            )}
            <span className="visually-hidden">, show runs</span>
          </Button>
        }
      >
        <RunQueue />
      </Popover>
      {view && isActive(view) && <Bar fraction={progress?.fraction} />}
      <CancelProblem />
    </div>
  );
}

/** Says to those who listen that a run goes on; others see it in the list of runs. */
function CancelProblem() {
  const problem = useRuns(({ queue }) => queue.find((view) => view.cancelProblem)?.cancelProblem);
  return (
    <span role="alert" className="visually-hidden">
      {problem && `The run could not be cancelled. ${problem.message} ${problem.remedy}`}
    </span>
  );
}

function Words({ view, progress }: { readonly view: RunView; readonly progress: RunProgress }) {
  const waiting = useRuns(({ queue }) => Math.max(0, queue.length - 1));
  const { leftMs } = progress;
  return (
    <>
      <span className={clsx(styles.text, view.state === 'failed' && styles.failed)}>
        {runText(view, progress)}
      </span>
      {waiting > 0 && (
        <span className={styles.waiting}>
          +{waiting}
          <span className="visually-hidden"> waiting</span>
        </span>
      )}
      {isActive(view) && leftMs !== undefined && leftMs > 0 && (
        <span className={styles.left}>{timeLeftText(leftMs)}</span>
      )}
    </>
  );
}

function Bar({ fraction }: { readonly fraction: number | undefined }) {
  const known = fraction === undefined ? {} : { 'aria-valuenow': Math.round(fraction * 100) };
  return (
    <span className={styles.track} role="progressbar" aria-label="Progress of the run" {...known}>
      <span
        className={clsx(styles.bar, fraction === undefined && styles.unknown)}
        style={fraction === undefined ? undefined : { transform: `scaleX(${fraction})` }}
      />
    </span>
  );
}
