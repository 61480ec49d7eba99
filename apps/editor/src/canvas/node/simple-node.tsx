import { clsx } from 'clsx';
import { memo, useState } from 'react';
import type { PortFacts } from '../node-facts.ts';
import { titleOf } from '../node-facts.ts';
import { Anchor } from './anchors.tsx';
import { ChosenPicture, chosenAsset } from './chosen-picture.tsx';
import { estimatedHeight, type NodeContentProps } from './node-content.ts';
import { BORDERS } from './node-geometry.ts';
import styles from './simple-node.module.css';
import { viewOfType } from './view-of-type.ts';

/**
 * A node seen from afar: its title in large letters, and no more to paint than that and its picture.
 * It stays as tall as it was in full, unless a picture has come since that needs more room.
 */
export const SimpleNode = memo(function SimpleNode({ node, record, facts, height }: NodeContentProps) {
  const View = viewOfType(record.type);
  const asset = chosenAsset(record, facts.definition);
  const pictured = View !== undefined || asset !== undefined;
  const [fullHeight] = useState(() =>
    height === undefined ? estimatedHeight(record, facts) : height - BORDERS,
  );
  return (
    <div className={clsx(styles.simple, pictured && styles.pictured)} style={{ minHeight: fullHeight }}>
      <Anchors ports={facts.inputs} side="input" />
      <h2 className={styles.title}>{titleOf(record)}</h2>
      <Anchors ports={facts.outputs} side="output" />
      {pictured && (
        <div className={styles.view}>
          {asset !== undefined && <ChosenPicture asset={asset} />}
          {View && <View id={node} record={record} />}
        </div>
      )}
    </div>
  );
});

interface AnchorsProps {
  readonly ports: readonly PortFacts[];
  readonly side: 'input' | 'output';
}

/**
 * One below the other in the flow of the page: the browser keeps a layer for everything that is placed freely, and of
 * these there would be thousands.
 */
function Anchors({ ports, side }: AnchorsProps) {
  return (
    <div className={side === 'input' ? styles.inputs : styles.outputs}>
      {ports.map(({ name }) => (
        <Anchor key={name} name={name} side={side} className={styles.anchor} />
      ))}
    </div>
  );
}
