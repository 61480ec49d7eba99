import type { Edge } from '@latentgraph/graph-core';
import { Cable } from 'lucide-react';
import { goToNode } from '../accessibility/go-to-node.ts';
import { useEditor, useServices } from '../app/services-context.tsx';
import { titleOf } from '../canvas/node-facts.ts';
import { portLabel } from '../canvas/port-label.ts';
import { Button } from '../ui/button.tsx';
import styles from './wire-source.module.css';

/** Where a value comes from; pressing it goes there. */
export function WireSource({ wire: { from } }: { readonly wire: Edge }) {
  const services = useServices();
  const title = useEditor(({ history }) => {
    const record = history.document.graphs.main.nodes[from.node];
    return record ? titleOf(record) : from.node;
  });
  return (
    <Button className={styles.source} onClick={() => goToNode(services, from.node)}>
      <Cable aria-hidden size={14} strokeWidth={1.75} />
      <span className={styles.text}>
        From {title} <span className={styles.port}>{portLabel(from.port)}</span>
      </span>
    </Button>
  );
}
