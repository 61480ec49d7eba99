import { NotShown } from '../../ui/not-shown.tsx';
import { titleOf } from '../node-facts.ts';
import { GatheredAnchors } from './anchors.tsx';
import styles from './broken-node.module.css';
import type { NodeContentProps } from './node-content.ts';

interface BrokenNodeProps extends Pick<NodeContentProps, 'record' | 'facts'> {
  readonly error: unknown;
  onTryAgain(): void;
}

/** A node that could not be drawn: its wires stay, and it can be moved, muted and deleted like any other. */
export function BrokenNode({ record, facts, error, onTryAgain }: BrokenNodeProps) {
  return (
    <div className={styles.broken}>
      <h2 className={styles.title}>{titleOf(record)}</h2>
      <GatheredAnchors ports={facts.inputs} side="input" />
      <GatheredAnchors ports={facts.outputs} side="output" />
      <NotShown
        what="This node"
        error={error}
        remedy="Undo the last change, or delete the node. The rest of the workflow is as it was."
        onTryAgain={onTryAgain}
      />
    </div>
  );
}
