import type { NodeRecord } from '@latentgraph/graph-core';
import { compactParams } from '../../params/compact-params.ts';
import { describeParams } from '../../params/describe-params.ts';
import type { NodeFacts } from '../node-facts.ts';
import { heightOfPorts } from './node-geometry.ts';
import { viewOfType } from './view-of-type.ts';

/** What the ways of drawing a node are given. */
export interface NodeContentProps {
  readonly node: string;
  readonly record: NodeRecord;
  readonly facts: NodeFacts;
  /** As last measured, in graph units. */
  readonly height: number | undefined;
  /** Whether its fields are too small to be used now. */
  readonly onlySeen: boolean;
}

/** A row of a param and the gap to the next. */
const PARAM_HEIGHT = 36;
const BELOW_PARAMS = 12;
/** What a view of a type's own takes: about a square picture. */
const VIEW_HEIGHT = 220;

/** How tall a node will be about, for one whose params were never drawn. */
export function estimatedHeight(record: NodeRecord, { inputs, outputs, definition }: NodeFacts): number {
  const ports = heightOfPorts(Math.max(inputs.length, outputs.length));
  if (definition === undefined) return ports;
  const wired = new Set(inputs.filter((port) => port.wired).map(({ name }) => name));
  const { shown, more } = compactParams(describeParams(definition), record, wired);
  const rows = shown.length + (more > 0 ? 1 : 0);
  const params = rows === 0 ? 0 : rows * PARAM_HEIGHT + BELOW_PARAMS;
  return ports + params + (viewOfType(record.type) ? VIEW_HEIGHT : 0);
}
