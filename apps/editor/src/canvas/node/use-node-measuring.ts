import { useUpdateNodeInternals } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { NodeFacts } from '../node-facts.ts';

/** Lets React Flow look for a node's ports again when they moved without the node changing its size. */
export function useNodeMeasuring(id: string, { inputs, outputs }: NodeFacts, collapsed: boolean): void {
  const update = useUpdateNodeInternals();
  const ports = [...inputs, { name: '|' }, ...outputs].map(({ name }) => name).join(' ') + String(collapsed);
  const measured = useRef(ports);
  useEffect(() => {
    if (measured.current === ports) return;
    measured.current = ports;
    update(id);
  }, [id, ports, update]);
}
