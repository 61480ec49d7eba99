import type { NodeRecord } from '@latentgraph/graph-core';
import type { NodeFacts } from '../node-facts.ts';
import { heightOfPorts } from './node-geometry.ts';

/** What the ways of drawing a node are given. */
export interface NodeContentProps {
  readonly node: string;
  readonly record: NodeRecord;
  readonly facts: NodeFacts;
  /** As last measured, in graph units. */
  readonly height: number | undefined;
}

const PARAM_HEIGHT = 34;

/** How tall a node will be about, for one whose params were never drawn. */
export function estimatedHeight({ inputs, outputs, definition }: NodeFacts): number {
  const params = Object.keys(definition?.params.shape ?? {}).length;
  return heightOfPorts(Math.max(inputs.length, outputs.length)) + params * PARAM_HEIGHT;
}
