import { clsx } from 'clsx';
import type { PortFacts } from '../node-facts.ts';
import { wireColor } from '../wire-color.ts';
import styles from './anchors.module.css';

export interface AnchorProps {
  /** Name of the port. */
  readonly name: string;
  readonly side: 'input' | 'output';
  readonly className?: string | undefined;
  readonly color?: string | undefined;
}

/** Where React Flow finds the end of a wire by its class and attributes: in the middle of this. */
export function Anchor({ name, side, className, color }: AnchorProps) {
  const isInput = side === 'input';
  return (
    <span
      className={clsx(isInput ? 'target' : 'source', className)}
      data-handleid={name}
      data-handlepos={isInput ? 'left' : 'right'}
      style={color === undefined ? undefined : { color }}
    />
  );
}

interface GatheredAnchorsProps {
  readonly ports: readonly PortFacts[];
  readonly side: 'input' | 'output';
}

/** All wires of a side come together in one place beside the node's title. */
export function GatheredAnchors({ ports, side }: GatheredAnchorsProps) {
  return ports.map(({ name, type, wired }) => (
    <Anchor
      key={name}
      name={name}
      side={side}
      className={clsx(styles.gathered, styles[side])}
      color={wired ? wireColor(type) : undefined}
    />
  ));
}
