import type { WireEnd } from '@latentgraph/graph-core';
import { goToNode } from '../accessibility/go-to-node.ts';
import { useEditor, useServices } from '../app/services-context.tsx';
import { titleOf } from '../canvas/node-facts.ts';
import { portLabel } from '../canvas/port-label.ts';
import { Button } from '../ui/button.tsx';
import styles from './wire-end.module.css';

export interface FarEndProps extends WireEnd {
  /** How it stands to what is looked at: `from`, `to`. */
  readonly says: string;
}

/** The port at the other end of a wire: a click goes to its node. */
export function FarEnd({ node, port, says }: FarEndProps) {
  const services = useServices();
  const title = useEditor(({ history }) => {
    const record = history.document.graphs.main.nodes[node];
    return record ? titleOf(record) : node;
  });
  return (
    <Button className={styles.end} onClick={() => goToNode(services, node)}>
      {says} {title} {portLabel(port)}
    </Button>
  );
}
