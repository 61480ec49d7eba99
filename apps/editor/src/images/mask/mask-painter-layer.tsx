import { type Problem, type ProblemInput, setParam } from '@latentgraph/graph-core';
import { useEffect, useState } from 'react';
import { useServices } from '../../app/services-context.tsx';
import type { LayerProps } from '../../app/views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { problemOf } from '../../ui/problem-of.ts';
import { useObjectUrl } from '../use-object-url.ts';
import { findGround, type PaintStart } from './find-ground.ts';
import styles from './mask-painter.module.css';
import { MaskPainter } from './mask-painter.tsx';
import { usePaint } from './use-paint.ts';

type Start = { readonly ready: PaintStart } | { readonly problem: Problem } | undefined;

const TITLE = 'Paint a mask';

/** Paints the mask of a Paint Mask node over the picture that is wired to it. */
export function MaskPainterLayer({ layer: { node }, onClose }: LayerProps<'mask-painter'>) {
  const start = usePaintStart(node);
  if (start && 'ready' in start) return <Painting node={node} start={start.ready} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={TITLE} size="large">
      <div className={styles.waiting} role="status">
        {start ? (
          <>
            <p>{start.problem.message}</p>
            <p className={styles.hint}>{start.problem.remedy}</p>
            <Button onClick={onClose}>Close</Button>
          </>
        ) : (
          <p>Getting the picture …</p>
        )}
      </div>
    </Dialog>
  );
}

interface PaintingProps {
  readonly node: string;
  readonly start: PaintStart;
  onClose(): void;
}

/** Nothing would bring back what was painted: who leaves without using it is asked first. */
function Painting({ node, start, onClose }: PaintingProps) {
  const { editor, assets, notices } = useServices();
  const { widthPx, heightPx, before } = start;
  const paint = usePaint(widthPx, heightPx, before);
  const picture = useObjectUrl(start.picture);
  const [leaving, setLeaving] = useState(false);
  const leave = () => (paint.canUndo ? setLeaving(true) : onClose());

  async function keep(): Promise<void> {
    try {
      if (paint.canUndo) {
        const asset = paint.empty ? undefined : await assets.add(await paint.encode());
        editor.apply(setParam(node, 'asset', asset));
      }
      onClose();
    } catch (error) {
      notices.problems([problemOf(error, painterFailed)]);
    }
  }

  return (
    <Dialog open onClose={leave} title={TITLE} size="large">
      <MaskPainter {...{ picture, widthPx, heightPx, paint }} onDone={keep} onCancel={leave} />
      {leaving && <Leaving onStay={() => setLeaving(false)} onUse={keep} onDiscard={onClose} />}
    </Dialog>
  );
}

interface LeavingProps {
  onStay(): void;
  onUse(): void;
  onDiscard(): void;
}

function Leaving({ onStay, onUse, onDiscard }: LeavingProps) {
  return (
    <Dialog
      open
      onClose={onStay}
      title="Discard what you painted?"
      description="It is not in the workflow yet."
      size="small"
    >
      <div className={styles.answers}>
        <Button variant="primary" onClick={onStay}>
          Go on painting
        </Button>
        <Button onClick={onUse}>Use this mask</Button>
        <Button variant="danger" onClick={onDiscard}>
          Discard
        </Button>
      </div>
    </Dialog>
  );
}

function usePaintStart(node: string): Start {
  const { editor, assets, runtimes, files } = useServices();
  const [start, setStart] = useState<Start>();
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const runtime = files.store.getState().restricted ? undefined : runtimes.current().runtime;
    findGround({ document: editor.document, node, assets, runtime, signal })
      .then((ready) => ({ ready }))
      .catch((error: unknown) => ({ problem: problemOf(error, painterFailed) }))
      .then((found) => signal.aborted || setStart(found));
    return () => stop.abort();
  }, [editor, assets, runtimes, files, node]);
  return start;
}

function painterFailed(why: string): ProblemInput {
  return {
    code: 'painter-failed',
    message: `The mask cannot be painted: ${why}`,
    remedy: 'Close this and try once more. What was painted before is as it was.',
  };
}
