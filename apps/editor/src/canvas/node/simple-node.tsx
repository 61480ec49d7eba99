import { memo, useState } from 'react';
import type { PortFacts } from '../node-facts.ts';
import { titleOf } from '../node-facts.ts';
import { estimatedHeight, type NodeContentProps } from './node-content.ts';
import { BORDERS, PORT_SIZE, portTop, TITLE_HEIGHT } from './node-geometry.ts';
import styles from './simple-node.module.css';
import { viewOfType } from './view-of-type.ts';

/** A node seen from afar: its title in large letters, and no more to paint than that. It stays as tall as it was in full. */
export const SimpleNode = memo(function SimpleNode({ node, record, facts, height }: NodeContentProps) {
  const View = viewOfType(record.type);
  const [fullHeight] = useState(() =>
    height === undefined ? estimatedHeight(record, facts) : height - BORDERS,
  );
  return (
    <div className={styles.simple} style={{ height: fullHeight }}>
      <h2 className={styles.title}>{titleOf(record)}</h2>
      {View && (
        <div className={styles.view}>
          <View id={node} record={record} />
        </div>
      )}
      {facts.inputs.map((port, row) => (
        <Anchor key={port.name} port={port} row={row} side="input" />
      ))}
      {facts.outputs.map((port, row) => (
        <Anchor key={port.name} port={port} row={row} side="output" />
      ))}
    </div>
  );
});

interface AnchorProps {
  readonly port: PortFacts;
  readonly row: number;
  readonly side: 'input' | 'output';
}

/** Where React Flow finds the ends of wires. Placed within the border that is the title's bar. */
function Anchor({ port: { name }, row, side }: AnchorProps) {
  const isInput = side === 'input';
  return (
    <span
      className={`${isInput ? 'target' : 'source'} ${styles.anchor} ${isInput ? styles.input : styles.output}`}
      data-handleid={name}
      data-handlepos={isInput ? 'left' : 'right'}
      style={{ top: portTop(row) - TITLE_HEIGHT - PORT_SIZE / 2 }}
    />
  );
}
