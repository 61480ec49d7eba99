import styles from './full-node.module.css';
import { NodeBody } from './node-body.tsx';
import type { NodeContentProps } from './node-content.ts';
import { NodeTitle } from './node-title.tsx';
import { PortRow } from './port-row.tsx';

/** Title, ports and params. */
export function FullNode({ node, record, facts, onlySeen }: NodeContentProps) {
  const { inputs, outputs, definition } = facts;
  const rows = Math.max(inputs.length, outputs.length);
  return (
    <>
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
      {definition && (
        <div inert={onlySeen}>
          <NodeBody id={node} record={record} definition={definition} />
        </div>
      )}
      {definition === undefined && (
        <p className={styles.unknown}>
          This program does not know <b>{record.type}</b>. The node is kept as it is; a workflow that needs it
          does not run.
        </p>
      )}
    </>
  );
}
