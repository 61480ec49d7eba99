import { portsOfNode } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useServices } from '../app/services-context.tsx';
import type { GraphNode } from './flow-items.ts';
import styles from './node-view.module.css';

export const NodeView = memo(function NodeView({ id, data: { record } }: NodeProps<GraphNode>) {
  const { editor } = useServices();
  const definition = builtinRegistry.nodes.get(record.type);
  const ports = portsOfNode(editor.document, id, builtinRegistry);
  const inputs = Object.entries(ports?.inputs ?? {});
  const outputs = Object.entries(ports?.outputs ?? {});
  return (
    <article className={styles.node}>
      <h2 className={styles.title}>{record.title ?? definition?.title ?? record.type}</h2>
      {outputs.map(([name]) => (
        <div key={name} className={styles.output}>
          {name}
          <Handle type="source" position={Position.Right} id={name} />
        </div>
      ))}
      {inputs.map(([name]) => (
        <div key={name} className={styles.input}>
          <Handle type="target" position={Position.Left} id={name} />
          {name}
        </div>
      ))}
    </article>
  );
});
