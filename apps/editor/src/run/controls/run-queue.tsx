import type { Problem } from '@latentgraph/graph-core';
import { ArrowDown, ArrowUp, Crosshair, X } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { goToNode } from '../../accessibility/go-to-node.ts';
import { useEditor, useRuns, useServices } from '../../app/services-context.tsx';
import { promptOf } from '../../gallery/prompt-of.ts';
import { seedOf } from '../../gallery/seed-of.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { outerZonesOf } from '../outer-zones.ts';
import { progressOf } from '../progress.ts';
import { runText } from '../run-text.ts';
import type { RunView } from '../run-view.ts';
import { waitsForAnother } from '../waits-for-another.ts';
import { countOf, deviceName } from '../words.ts';
import styles from './run-queue.module.css';
import { useNow } from './use-now.ts';

/** What runs, what waits, and how the last runs ended. */
export function RunQueue() {
  const { runs } = useServices();
  const queue = useRuns((state) => state.queue);
  const ended = useRuns((state) => state.ended);
  // Of runs that were asked for together, one may be heard to end before another.
  const newestFirst = useMemo(() => ended.toSorted((a, b) => b.askedAt - a.askedAt), [ended]);
  if (queue.length + ended.length === 0) {
    return (
      <p className={styles.empty}>Runs are listed here: what goes on, what waits, and how they ended.</p>
    );
  }
  return (
    <div className={styles.queue}>
      {queue.length > 0 && (
        <ol className={styles.list} aria-label="Under way">
          {queue.map((view) => (
            <Active key={view.key} view={view} />
          ))}
        </ol>
      )}
      {queue.length > 1 && (
        <Button variant="plain" onClick={() => runs.cancelAll()}>
          Cancel all {queue.length}
        </Button>
      )}
      {ended.length > 0 && (
        <ol className={styles.list} aria-label="Ended">
          {newestFirst.map((view) => (
            <Ended key={view.key} view={view} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Active({ view }: { readonly view: RunView }) {
  const { runs } = useServices();
  const waiting = useRuns(({ queue }) =>
    queue
      .filter(({ submitted }) => !submitted)
      .map(({ key }) => key)
      .join(),
  );
  const keys = waiting.split(',');
  const place = keys.indexOf(view.key);
  const isBehind = useRuns(({ queue }) => waitsForAnother(view, queue));
  const progress = progressOf(view, outerZonesOf(view.document), useNow(view.submitted));
  return (
    <li className={styles.run}>
      <Words view={view} state={isBehind ? 'Waiting' : runText(view, progress)}>
        {view.cancelProblem && <Problems problems={[view.cancelProblem]} />}
      </Words>
      {!view.submitted && (
        <>
          <IconButton
            icon={ArrowUp}
            label="Run earlier"
            disabled={place <= 0}
            onClick={() => runs.move(view.key, -1)}
          />
          <IconButton
            icon={ArrowDown}
            label="Run later"
            disabled={place === keys.length - 1}
            onClick={() => runs.move(view.key, 1)}
          />
        </>
      )}
      <IconButton
        icon={X}
        label={view.submitted ? 'Cancel run' : 'Remove'}
        onClick={() => runs.cancel(view.key)}
      />
    </li>
  );
}

function Ended({ view }: { readonly view: RunView }) {
  const [problem] = view.problems;
  return (
    <li className={styles.run}>
      <Words view={view} state={runText(view, { fraction: 1, step: undefined, leftMs: undefined })}>
        <Problems problems={view.problems} />
      </Words>
      {problem?.node !== undefined && <ShowNode node={problem.node} />}
    </li>
  );
}

/** The first of them, and how many more there are. */
function Problems({ problems: [problem, ...more] }: { readonly problems: readonly Problem[] }) {
  if (problem === undefined) return null;
  return (
    <p className={styles.problem}>
      {problem.message} {problem.remedy}
      {more.length > 0 && ` And ${countOf(more.length, 'other problem')}.`}
    </p>
  );
}

/** Goes to a node, where the open document has it. */
function ShowNode({ node }: { readonly node: string }) {
  const services = useServices();
  const exists = useEditor(({ history }) => Object.hasOwn(history.document.graphs.main.nodes, node));
  const show = () => goToNode(services, node);
  return exists && <IconButton icon={Crosshair} label="Show node" onClick={show} />;
}

interface WordsProps {
  readonly view: RunView;
  readonly state: string;
  readonly children?: ReactNode;
}

function Words({ view, state, children }: WordsProps) {
  const { document, targets, place, device, seeds } = view;
  const prompt = useMemo(() => promptOf(document, targets), [document, targets]);
  const seed = useMemo(() => seedOf(document, seeds, targets), [document, seeds, targets]);
  return (
    <div className={styles.words}>
      <p className={styles.name}>
        {document.name ?? 'Untitled'}
        {seed !== undefined && `, seed ${seed}`}
      </p>
      {prompt !== undefined && (
        <p className={styles.prompt} title={prompt}>
          {prompt}
        </p>
      )}
      <p className={styles.details} data-state={view.state}>
        <span className={styles.state}>{state}</span> ·{' '}
        {device === undefined ? place : `${place}, ${deviceName(device)}`}
      </p>
      {children}
    </div>
  );
}
