import { useRuns } from '../app/services-context.tsx';
import { timeText } from '../canvas/progress/time-text.ts';
import type { NodeRunView } from '../run/run-view.ts';
import { deviceName } from '../run/words.ts';
import { Facts } from './facts.tsx';
import { Section } from './section.tsx';

const STATES: Readonly<Record<NodeRunView['state'], string>> = {
  waiting: 'Waiting for its turn',
  running: 'Running',
  done: 'Done',
  cached: 'Kept from before',
  failed: 'Failed',
};

/** How a node did in the run that is shown. */
export function NodeRun({ id }: { readonly id: string }) {
  const node = useRuns(({ shown }) => shown?.nodes[id]);
  const device = useRuns(({ shown }) => shown?.device);
  const place = useRuns(({ shown }) => shown?.place);
  if (!node) return null;
  const { state, elapsedMs } = node;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['State', STATES[state]],
    ['Time', state === 'done' && elapsedMs !== undefined ? timeText(elapsedMs) : undefined],
    [
      'Where',
      [place, device && deviceName(device)].filter((part) => part !== undefined).join(', ') || undefined,
    ],
  ];
  return (
    <Section title="Last run">
      <Facts facts={facts} />
    </Section>
  );
}
