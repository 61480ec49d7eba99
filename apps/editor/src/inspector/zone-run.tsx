import { timeText } from '../canvas/progress/time-text.ts';
import { stepTimes } from '../canvas/zones/step-times.ts';
import { usePlayback } from '../canvas/zones/use-playback.ts';
import { Facts } from './facts.tsx';
import { Section } from './section.tsx';
import styles from './zone-run.module.css';
import { ZoneSteps } from './zone-steps.tsx';

export interface ZoneRunProps {
  /** Its id. */
  readonly zone: string;
  readonly title: string;
}

/** The steps that a zone took when it last ran, and how long they were. */
export function ZoneRun({ zone, title }: ZoneRunProps) {
  const run = usePlayback(({ zones }) => zones[zone]);
  const times = run && stepTimes(run.stepMs);
  if (run === undefined || times === undefined) {
    return (
      <Section title="Steps">
        <p className={styles.before}>
          After a run every step is listed here with its time. Choose one to see on the canvas what it
          foresaw.
        </p>
      </Section>
    );
  }
  const { step, count } = run;
  return (
    <Section title="Last run">
      <Facts
        facts={[
          ['Steps', step < count ? `${step} of ${count}` : String(count)],
          ['Time', timeText(times.totalMs)],
          ['Mean step', timeText(times.meanMs)],
          ['Median step', timeText(times.medianMs)],
        ]}
      />
      <ZoneSteps zone={zone} title={title} run={run} longestMs={times.longestMs} />
    </Section>
  );
}
