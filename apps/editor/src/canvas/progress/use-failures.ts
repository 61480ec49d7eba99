import type { Problem } from '@latentgraph/graph-core';
import { useShallow } from 'zustand/react/shallow';
import { useRuns } from '../../app/services-context.tsx';
import type { NodeFacts } from '../node-facts.ts';
import { failuresAt } from './shown-progress.ts';

const NONE: readonly Problem[] = [];

/** Why the run that is shown failed at a node. */
export function useFailures(node: string, facts: NodeFacts): readonly Problem[] {
  return useRuns(useShallow(({ shown }) => (shown ? failuresAt(shown, node, facts) : NONE)));
}
