import { clsx } from 'clsx';
import { useServices } from '../../app/services-context.tsx';
import { isFault, type PortFacts } from '../node-facts.ts';
import { portLabel } from '../port-label.ts';
import { BLANK_PORT } from '../zones/carry-value.ts';
import styles from './port.module.css';

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
  const { views } = useServices();
  const { name, type, wired, optional, list, isParam, problem } = facts;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={clsx('nodrag nopan', side === 'output' ? 'source' : 'target', styles.port, styles[side])}
      data-handleid={name}
      data-handlepos={side === 'output' ? 'right' : 'left'}
      data-port={name}
      data-side={side}
      data-type={type}
      aria-label={portName(facts, side)}
      onClick={(event) => {
        // A click without a pointer: Enter, or assistive technology. Wires are drawn by dragging.
        if (event.detail === 0) views.open({ kind: 'connect-to', node, port: name, side });
      }}
    >
      <span
        className={clsx(
          styles.dot,
          wired && styles.wired,
          list && styles.list,
          isParam && styles.param,
          name === BLANK_PORT && styles.blank,
          !wired && !optional && side === 'input' && styles.wanted,
          problem && isFault(problem) && styles.faulty,
        )}
      />
    </button>
  );
}

function portName({ name, wired }: PortFacts, side: 'input' | 'output'): string {
  if (name === BLANK_PORT) return 'Carry one value more';
  return `${side === 'input' ? 'Input' : 'Output'} ${portLabel(name)}${wired ? ', wired' : ''}`;
}
