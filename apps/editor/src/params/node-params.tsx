import type { AnyNodeDefinition, NodeRecord } from '@latentgraph/graph-core';
import { useMemo } from 'react';
import { useServices } from '../app/services-context.tsx';
import { Button } from '../ui/button.tsx';
import { compactParams } from './compact-params.ts';
import { describeParams } from './describe-params.ts';
import styles from './node-params.module.css';
import { ParamRow } from './param-row.tsx';
import { useWiresInto } from './wires-of.ts';

export interface NodeParamsProps {
  readonly id: string;
  readonly record: NodeRecord;
  readonly definition: AnyNodeDefinition;
}

/** The params that are shown inside a node. */
export function NodeParams({ id, record, definition }: NodeParamsProps) {
  const { editor, views } = useServices();
  const wires = useWiresInto(id);
  const { shown, more } = useMemo(() => {
    const wired = new Set(wires.map(({ to }) => to.port));
    return compactParams(describeParams(definition), record, wired);
  }, [definition, record, wires]);
  if (shown.length + more === 0) return null;

  function showMore(): void {
    editor.select({ nodes: new Set([id]), wires: new Set(), frames: new Set(), notes: new Set() });
    views.arrange({ inspector: true });
  }

  return (
    <div className={styles.params}>
      {shown.map((param) => (
        <ParamRow key={param.name} node={id} record={record} param={param} />
      ))}
      {more > 0 && (
        <Button variant="quiet" className={`${styles.more} nodrag`} tabIndex={-1} onClick={showMore}>
          {more} more {more === 1 ? 'setting' : 'settings'}
        </Button>
      )}
    </div>
  );
}
