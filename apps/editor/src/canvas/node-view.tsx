import type { NodeRecord } from '@latentgraph/graph-core';
import type { NodeProps } from '@xyflow/react';
import { clsx } from 'clsx';
import { memo, useRef } from 'react';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import type { GraphNode } from './flow-items.ts';
import { BrokenNode } from './node/broken-node.tsx';
import { CollapsedNode } from './node/collapsed-node.tsx';
import { useDetail } from './node/detail.ts';
import { FullNode } from './node/full-node.tsx';
import { NODE_WIDTH } from './node/node-geometry.ts';
import { RerouteNode } from './node/reroute-node.tsx';
import { SimpleNode } from './node/simple-node.tsx';
import { safeColor } from './node/tint.ts';
import { useNearView } from './node/use-near-view.ts';
import { useNodeMeasuring } from './node/use-node-measuring.ts';
import { isFault } from './node-facts.ts';
import styles from './node-view.module.css';
import { NodeProgress } from './progress/node-progress.tsx';
import { useFailures } from './progress/use-failures.ts';
import { useCanvas } from './use-canvas.ts';

type Props = NodeProps<GraphNode>;

/** A node on the canvas. While it is dragged React Flow gives it new places, which nothing in it shows. */
export const NodeView = memo(GuardedNode, (one: Props, other: Props) => {
  return (
    one.id === other.id &&
    one.data === other.data &&
    one.selected === other.selected &&
    one.height === other.height
  );
});

/** One node that cannot be drawn is no reason to show none of them. */
function GuardedNode(props: Props) {
  const { record, facts } = props.data;
  return (
    <ErrorBoundary
      watch={props.data}
      fallback={(error, tryAgain) => (
        <article
          className={clsx(styles.node, styles.placing, styles.faulty, props.selected && styles.selected)}
          style={{ width: widthOf(record) }}
        >
          <BrokenNode record={record} facts={facts} error={error} onTryAgain={tryAgain} />
        </article>
      )}
    >
      <NodeOnCanvas {...props} />
    </ErrorBoundary>
  );
}

function NodeOnCanvas({ id, data: { record, facts }, selected, height }: Props) {
  const detail = useDetail();
  const ref = useRef<HTMLElement>(null);
  const near = useNearView(ref);
  const focused = useCanvas((state) => state.focused === id);
  const full = focused || (near && detail !== 'simple');
  const failures = useFailures(id, facts);
  useNodeMeasuring(id, facts, record.collapsed === true);
  if (record.type === 'Reroute') return <RerouteNode node={id} facts={facts} selected={selected} />;

  const Shown = record.collapsed ? CollapsedNode : full ? FullNode : SimpleNode;
  const tint = safeColor(record.color);
  return (
    <article
      ref={ref}
      className={clsx(
        styles.node,
        Shown !== SimpleNode && styles.placing,
        detail !== 'simple' && styles.raised,
        tint !== undefined && styles.tinted,
        selected && styles.selected,
        facts.definition === undefined && styles.unknown,
        facts.skipped && styles.skipped,
        record.mode === 'bypass' && styles.bypassed,
        facts.problems.some(isFault) && styles.faulty,
      )}
      data-failed={failures.length > 0 || undefined}
      style={{ width: widthOf(record), ...(tint === undefined ? {} : { '--tint': tint }) }}
    >
      <Shown
        node={id}
        record={record}
        facts={facts}
        height={height || undefined}
        onlySeen={!focused && detail === 'small'}
      />
      <NodeProgress id={id} failures={failures} isUnderTitle={facts.definition?.zone === 'start'} />
    </article>
  );
}

function widthOf({ size }: NodeRecord): number {
  return size?.width ?? NODE_WIDTH;
}
