import { useStore } from '@xyflow/react';
import { Slider } from 'radix-ui';
import { useState } from 'react';
import { useServices } from '../../app/services-context.tsx';
import type { ZoneRunView } from '../../run/run-view.ts';
import { usePictureUrls } from '../../run/use-picture-url.ts';
import { shownStep } from './playback.ts';
import { shortStep, spokenStep, stepText } from './step-text.ts';
import styles from './timeline.module.css';
import { usePlayback, useZoneRuns } from './use-playback.ts';

interface TimelineProps {
  readonly zone: string;
  readonly title: string;
}

/** How many steps of a zone are done; dragged, or with arrow keys, it goes through them and shows what each foresaw. */
export function Timeline({ zone, title }: TimelineProps) {
  const { playback } = useServices();
  const run = usePlayback(({ zones }) => zones[zone])!;
  const step = usePlayback((state) => shownStep(state, zone));
  const isChosen = usePlayback(({ chosen }) => chosen[zone] !== undefined);
  const goesOn = useZoneRuns(zone);
  const [looking, setLooking] = useState(false);
  return (
    <>
      <output className={styles.counter}>{stepText(run, step, goesOn || isChosen)}</output>
      <Slider.Root
        className={`${styles.timeline} nodrag nopan nokey`}
        data-running={goesOn || undefined}
        min={0}
        max={run.count}
        value={[step]}
        onValueChange={([next]) => next !== undefined && playback.choose(zone, next)}
        onPointerDown={() => setLooking(true)}
        onPointerUp={() => setLooking(false)}
        onKeyDown={(event) => {
          setLooking(event.key !== 'Escape');
          event.stopPropagation();
        }}
        onBlur={() => setLooking(false)}
      >
        <Slider.Track className={styles.track ?? ''}>
          <span className={styles.done} style={{ width: `${(100 * run.step) / run.count}%` }} />
          <Slider.Range className={styles.range ?? ''} />
        </Slider.Track>
        <Slider.Thumb
          className={styles.thumb ?? ''}
          aria-label={`Step of ${title}`}
          aria-valuetext={spokenStep(run, step, run.count)}
        >
          {looking && <Glance run={run} step={step} />}
        </Slider.Thumb>
      </Slider.Root>
    </>
  );
}

/** The picture of the step under the thumb, as large at any zoom. */
function Glance({ run, step }: { readonly run: ZoneRunView; readonly step: number }) {
  const zoom = useStore(({ transform }) => transform[2]);
  const made = run.previews.flatMap((preview, index) => (preview ? [{ ...preview, step: index + 1 }] : []));
  const urls = usePictureUrls(made);
  const url = urls[made.findLastIndex((preview) => preview.step <= step)];
  return (
    <span className={styles.glance} style={{ scale: String(1 / zoom) }}>
      {url !== undefined && <img src={url} alt={`Foreseen at step ${step}`} />}
      <span>{shortStep(run, step)}</span>
    </span>
  );
}
