import { clsx } from 'clsx';
import { isFault, type PortFacts } from '../node-facts.ts';
import { BLANK_PORT } from '../zones/carry-value.ts';
import styles from './port.module.css';
import { PortButton } from './port-button.tsx';
import { portName } from './port-name.ts';

interface PortProps {
  readonly node: string;
  readonly facts: PortFacts;
  readonly side: 'input' | 'output';
}

/**
 * Where wires begin and end. React Flow finds it by its class and attributes; pressing it is for `useWireDrag`, so that
 * ports need no store of React Flow's, of which hundreds of nodes would have thousands.
 */
export function Port({ node, facts, side }: PortProps) {
  const { name, wired, optional, list, isParam, problem } = facts;
  return (
    <PortButton
      node={node}
      facts={facts}
      side={side}
      className={clsx(side === 'output' ? 'source' : 'target', styles.port, styles[side])}
      data-handleid={name}
      data-handlepos={side === 'output' ? 'right' : 'left'}
      aria-label={portName(facts, side)}
    >
      <span
        className={clsx(
          styles.dot,
          wired && styles.wired,
          list && styles.list,
          isParam && styles.param,
          name === BLANK_PORT && styles.blank,
          !wired && !optional && side === 'input' && styles.wanted,
          problem && (isFault(problem) ? styles.faulty : styles.lacking),
        )}
      />
    </PortButton>
  );
}
