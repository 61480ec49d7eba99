import { useRef } from 'react';
import styles from './full-node.module.css';
import { NodeBody } from './node-body.tsx';
import type { NodeContentProps } from './node-content.ts';
import { estimatedHeight } from './node-content.ts';
import { NodeTitle } from './node-title.tsx';
import { PortRow } from './port-row.tsx';
import { useNearView } from './use-near-view.ts';

/** Title, ports and params. Params are made when the node first comes near the window. */
export function FullNode({ node, record, facts, height }: NodeContentProps) {
  const ref = useRef<HTMLDivElement>(null);
  const near = useNearView(ref);
  const { inputs, outputs, definition } = facts;
  const rows = Math.max(inputs.length, outputs.length);
  return (
    <div ref={ref} style={near ? undefined : { minHeight: height ?? estimatedHeight(record, facts) }}>
      <NodeTitle node={node} record={record} facts={facts} />
      {rows > 0 && (
        <div className={styles.ports}>
          {Array.from({ length: rows }, (_, row) => (
            <PortRow
              key={`${inputs[row]?.name ?? ''}|${outputs[row]?.name ?? ''}`}
              node={node}
              input={inputs[row]}
              output={outputs[row]}
            />
          ))}
        </div>
      )}
      {near && definition && <NodeBody id={node} record={record} definition={definition} />}
      {definition === undefined && (
        <p className={styles.unknown}>
          This program does not know <b>{record.type}</b>. The node is kept as it is; a workflow that needs it
          does not run.
        </p>
      )}
    </div>
  );
}
