import type { NodeRecord } from '@latentgraph/graph-core';
import { memo } from 'react';
import type { ParamDescription, WidgetName } from './describe-params.ts';
import { ParamControl } from './param-control.tsx';
import styles from './param-row.module.css';

/** These need the whole width, and say themselves what they are for. */
const WIDE: ReadonlySet<WidgetName> = new Set([
  'prompt',
  'image',
  'mask',
  'carried',
  'list',
  'schedulerOptions',
  'json',
]);

export interface ParamRowProps {
  readonly node: string;
  readonly record: NodeRecord;
  readonly param: ParamDescription;
}

/** A param inside its node: one line where that is enough. */
export const ParamRow = memo(function ParamRow(props: ParamRowProps) {
  const { param } = props;
  if (WIDE.has(param.widget)) {
    return (
      <div className={`${styles.control} nodrag nopan`}>
        <ParamControl {...props} compact />
      </div>
    );
  }
  return (
    <div className={styles.row}>
      <span className={styles.label} title={param.help}>
        {param.title}
      </span>
      {/* Here the pointer is for the field; by the label, the node can be dragged. */}
      <div className={`${styles.control} nodrag nopan`}>
        <ParamControl {...props} compact />
      </div>
    </div>
  );
});
