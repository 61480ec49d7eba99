import { GatheredAnchors } from './anchors.tsx';
import styles from './collapsed-node.module.css';
import type { NodeContentProps } from './node-content.ts';
import { NodeTitle } from './node-title.tsx';

/** A node folded into its title: all of its wires come together at the edges. */
export function CollapsedNode({ node, record, facts }: NodeContentProps) {
  return (
    <div className={styles.collapsed}>
      <NodeTitle node={node} record={record} facts={facts} />
      <GatheredAnchors ports={facts.inputs} side="input" />
      <GatheredAnchors ports={facts.outputs} side="output" />
    </div>
  );
}
