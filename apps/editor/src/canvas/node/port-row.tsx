import { clsx } from 'clsx';
import { memo } from 'react';
import type { PortFacts } from '../node-facts.ts';
import { portLabel } from '../port-label.ts';
import { wireColor } from '../wire-color.ts';
import { BLANK_PORT } from '../zones/carry-value.ts';
import { Port } from './port.tsx';
import styles from './port-row.module.css';

interface PortRowProps {
  readonly node: string;
  readonly input: PortFacts | undefined;
  readonly output: PortFacts | undefined;
}

/** An input at the left and an output at the right, each with its name. */
export const PortRow = memo(function PortRow({ node, input, output }: PortRowProps) {
  return (
    <div className={styles.row}>
      {input && <NamedPort node={node} facts={input} side="input" />}
      {output && <NamedPort node={node} facts={output} side="output" />}
    </div>
  );
});

interface NamedPortProps {
  readonly node: string;
  readonly facts: PortFacts;
  readonly side: 'input' | 'output';
}

function NamedPort({ node, facts, side }: NamedPortProps) {
  const blank = facts.name === BLANK_PORT;
  return (
    <div
      className={clsx(styles.named, styles[side], facts.optional && !facts.wired && styles.optional)}
      style={{ '--port-color': wireColor(facts.type) }}
    >
      <Port node={node} facts={facts} side={side} />
      <span className={styles.name}>{blank ? 'carry…' : portLabel(facts.name)}</span>
    </div>
  );
}
