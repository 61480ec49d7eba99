import { clsx } from 'clsx';
import type { NodeFacts, PortFacts } from '../node-facts.ts';
import { wireColor } from '../wire-color.ts';
import { Anchor } from './anchors.tsx';
import styles from './reroute-node.module.css';

interface RerouteNodeProps {
  readonly node: string;
  readonly facts: NodeFacts;
  readonly selected: boolean;
}

/** A bend in a wire: a dot to move it by, and a place on either side to draw wires from. */
export function RerouteNode({ facts, selected }: RerouteNodeProps) {
  const [input] = facts.inputs;
  const [output] = facts.outputs;
  return (
    <div
      className={clsx(styles.reroute, selected && styles.selected, facts.skipped && styles.skipped)}
      style={{ '--port-color': wireColor(output?.type) }}
    >
      <span className={styles.dot} />
      {input && <End port={input} side="input" />}
      {output && <End port={output} side="output" />}
    </div>
  );
}

/** The wire ends in the middle of the dot; the grip lies beside it. */
function End({
  port: { name, type },
  side,
}: {
  readonly port: PortFacts;
  readonly side: 'input' | 'output';
}) {
  const isInput = side === 'input';
  return (
    <>
      <Anchor name={name} side={side} className={styles.anchor} />
      <button
        type="button"
        tabIndex={-1}
        className={clsx('nodrag nopan', styles.grip, isInput ? styles.input : styles.output)}
        data-port={name}
        data-side={side}
        data-type={type}
        aria-label={isInput ? 'Input of the bend' : 'Output of the bend'}
      />
    </>
  );
}
