import type { StepReadings } from '@latentgraph/graph-core';
import { RadioGroup } from 'radix-ui';
import { memo, useEffect, useRef } from 'react';
import { useServices } from '../app/services-context.tsx';
import { timeText } from '../canvas/progress/time-text.ts';
import { shownStep } from '../canvas/zones/playback.ts';
import { readingSymbol, readingText } from '../canvas/zones/step-readings.ts';
import { spokenStep } from '../canvas/zones/step-text.ts';
import { usePlayback } from '../canvas/zones/use-playback.ts';
import type { ZoneRunView } from '../run/run-view.ts';
import styles from './zone-steps.module.css';

export interface ZoneStepsProps {
  readonly zone: string;
  readonly title: string;
  readonly run: ZoneRunView;
  readonly longestMs: number;
}

/** The steps of a zone with their times. The one that the canvas shows is marked; another one that is chosen is shown. */
export function ZoneSteps({ zone, title, run, longestMs }: ZoneStepsProps) {
  const { playback } = useServices();
  const shown = usePlayback((state) => shownStep(state, zone));
  const listRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (listRef.current) scrollTo(listRef.current, shown);
  }, [shown]);
  const names = Object.keys(run.readings[0] ?? {});
  return (
    <div style={{ '--readings': names.length }}>
      {names.length > 0 && (
        <div className={styles.head} aria-hidden>
          {names.map((name) => (
            <span key={name} title={name}>
              {readingSymbol(name)}
            </span>
          ))}
        </div>
      )}
      <RadioGroup.Root
        ref={listRef}
        className={styles.steps}
        aria-label={`Steps of ${title}`}
        value={String(shown)}
        onValueChange={(next) => playback.choose(zone, Number(next))}
      >
        {run.stepMs.map((ms, index) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its number.
            key={index}
            step={index + 1}
            ms={ms}
            share={ms / longestMs}
            readings={run.readings[index]!}
            spoken={spokenStep(run, index + 1)}
          />
        ))}
      </RadioGroup.Root>
    </div>
  );
}

interface StepProps {
  /** 1-based. */
  readonly step: number;
  readonly ms: number;
  /** Of the time that the longest step took, 0…1. */
  readonly share: number;
  readonly readings: StepReadings;
  readonly spoken: string;
}

const Step = memo(function Step({ step, ms, share, readings, spoken }: StepProps) {
  return (
    <RadioGroup.Item className={styles.step ?? ''} value={String(step)} aria-label={spoken}>
      <span className={styles.number}>{step}</span>
      {Object.entries(readings).map(([name, value]) => (
        <span key={name}>{readingText(value)}</span>
      ))}
      <span className={styles.track}>
        <span className={styles.bar} style={{ width: `${100 * share}%` }} />
      </span>
      <span className={styles.time}>{timeText(ms)}</span>
    </RadioGroup.Item>
  );
});

/** Within the list alone: what is around it stays where it is. */
function scrollTo(list: HTMLElement, step: number): void {
  const row = list.children[step - 1];
  if (!row) return;
  const [box, { top, bottom }] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  if (top < box.top) list.scrollTop -= box.top - top;
  else if (bottom > box.bottom) list.scrollTop += bottom - box.bottom;
}
