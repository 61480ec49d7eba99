import type { PortFacts } from '../node-facts.ts';
import { wireColor } from '../wire-color.ts';
import styles from './collapsed-node.module.css';
import type { NodeContentProps } from './node-content.ts';
import { NodeTitle } from './node-title.tsx';

/** A node folded into its title: all of its wires come together at the edges. */
export function CollapsedNode({ node, record, facts }: NodeContentProps) {
  return (
    <div className={styles.collapsed}>
      <NodeTitle node={node} record={record} facts={facts} />
      <Anchors ports={facts.inputs} side="input" />
      <Anchors ports={facts.outputs} side="output" />
    </div>
  );
}

function Anchors({
  ports,
  side,
}: {
  readonly ports: readonly PortFacts[];
  readonly side: 'input' | 'output';
}) {
  const isInput = side === 'input';
  return ports.map(({ name, type, wired }) => (
    <span
      key={name}
      className={`${isInput ? 'target' : 'source'} ${styles.anchor} ${isInput ? styles.input : styles.output}`}
      data-handleid={name}
      data-handlepos={isInput ? 'left' : 'right'}
      style={wired ? { color: wireColor(type) } : undefined}
    />
  ));
}
