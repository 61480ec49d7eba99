import { clsx } from 'clsx';
import type { NodeFacts, PortFacts } from '../node-facts.ts';
import { wireColor } from '../wire-color.ts';
import { Anchor } from './anchors.tsx';
import { PortButton } from './port-button.tsx';
import styles from './reroute-node.module.css';

interface RerouteNodeProps {
  readonly node: string;
  readonly facts: NodeFacts;
  readonly selected: boolean;
}

/** A bend in a wire: a dot to move it by, and a place on either side to draw wires from. */
export function RerouteNode({ node, facts, selected }: RerouteNodeProps) {
  const [input] = facts.inputs;
  const [output] = facts.outputs;
  return (
    <div
      className={clsx(styles.reroute, selected && styles.selected, facts.skipped && styles.skipped)}
      style={{ '--port-color': wireColor(output?.type) }}
    >
      <span className={styles.dot} />
      {input && <End node={node} port={input} side="input" />}
      {output && <End node={node} port={output} side="output" />}
    </div>
  );
}

interface EndProps {
  readonly node: string;
  readonly port: PortFacts;
  readonly side: 'input' | 'output';
}

/** The wire ends in the middle of the dot; the grip lies beside it. */
function End({ node, port, side }: EndProps) {
  return (
    <>
      <Anchor name={port.name} side={side} className={styles.anchor} />
      <PortButton
        node={node}
        facts={port}
        side={side}
        className={clsx(styles.grip, styles[side])}
        aria-label={`${side === 'input' ? 'Input' : 'Output'} of the bend`}
      />
    </>
  );
}
