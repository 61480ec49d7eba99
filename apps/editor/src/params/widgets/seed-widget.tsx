import { type SeedPolicy, sequence, setParam } from '@latentgraph/graph-core';
import { builtinRegistry, seedPolicyOf } from '@latentgraph/nodes';
import { ArrowUp, Check, Dices, Pin, Shuffle } from 'lucide-react';
import { useRuns, useServices } from '../../app/services-context.tsx';
import { setSeedPolicy } from '../../run/seed-policy.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { plainNumber } from '../../ui/read-number.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './seed-widget.module.css';
import type { WidgetProps } from './widget.ts';

const POLICIES = [
  { value: 'fixed', label: 'Fixed', hint: 'Every run uses it; runs in a row count up from it.', icon: Pin },
  { value: 'random', label: 'Random', hint: 'Every run draws a new one.', icon: Shuffle },
  {
    value: 'increment',
    label: 'Count up',
    hint: 'Every run goes on behind the seeds of the last.',
    icon: ArrowUp,
  },
] as const satisfies readonly { value: SeedPolicy; [key: string]: unknown }[];

/** Seeds are shown and typed as they are; above 2^53 documents hold them as strings. */
function seedFromText(text: string): number | string {
  const digits = plainNumber(text, { integer: true }) ?? text.trim();
  const value = Number(digits);
  return /^\d+$/.test(digits) && Number.isSafeInteger(value) ? value : digits;
}

function drawSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!;
}

/** A seed, what happens to it before each run, and which one the last run used. */
export function SeedWidget(props: WidgetProps) {
  const { node, record, param, value, compact, invalid, describedBy, change } = props;
  const { editor } = useServices();
  const policy = seedPolicyOf(builtinRegistry.nodes.get(record.type)!, record, param.name);
  const choose = (next: SeedPolicy) => editor.apply(setSeedPolicy(node, param.name, next));
  const field = (
    <TextField
      label={param.title}
      labelHidden
      inputMode="numeric"
      className={styles.number ?? ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      value={String(value)}
      onChange={(text) => change(seedFromText(text))}
    />
  );
  const dice = <IconButton icon={Dices} label="Draw a new seed" onClick={() => change(drawSeed())} />;
  if (compact) {
    return (
      <span className={styles.row}>
        {field}
        <PolicyMenu policy={policy} onChoose={choose} onDraw={() => change(drawSeed())} />
      </span>
    );
  }
  return (
    <span className={styles.full}>
      <span className={styles.line}>
        {field}
        {dice}
        <Select
          label={`${param.title} before each run`}
          value={policy}
          options={POLICIES}
          onChange={(next) => choose(next as SeedPolicy)}
        />
      </span>
      <UsedSeed {...props} policy={policy} />
    </span>
  );
}

function PolicyMenu({
  policy,
  onChoose,
  onDraw,
}: {
  readonly policy: SeedPolicy;
  onChoose(policy: SeedPolicy): void;
  onDraw(): void;
}) {
  const { icon, label } = POLICIES.find(({ value }) => value === policy)!;
  return (
    <Menu
      align="end"
      trigger={<IconButton icon={icon} label={`Seed: ${label.toLowerCase()}`} className="nodrag" />}
      entries={() => [
        { label: 'Draw a new seed', icon: Dices, onSelect: onDraw },
        'separator',
        ...POLICIES.map(({ value, label }) => ({
          label,
          checked: value === policy,
          onSelect: () => onChoose(value),
        })),
      ]}
    />
  );
}

/** What the last run used, where that is not what the field says. */
function UsedSeed({ node, param, value, policy, discard }: WidgetProps & { readonly policy: SeedPolicy }) {
  const { editor } = useServices();
  const used = useRuns(({ shown }) => shown?.seeds[`${node}.${param.name}`]);
  if (used === undefined || (policy === 'fixed' && used === value)) return null;
  const keep = () => {
    discard();
    editor.apply(
      sequence(`Keep the seed of ${node}`, [
        setParam(node, param.name, used),
        setSeedPolicy(node, param.name, 'fixed'),
      ]),
    );
  };
  return (
    <span className={styles.used}>
      <span>
        Last run: <output className={styles.number}>{String(used)}</output>
      </span>
      <Button variant="quiet" icon={Check} onClick={keep}>
        Keep it
      </Button>
    </span>
  );
}
