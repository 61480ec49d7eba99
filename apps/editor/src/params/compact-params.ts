import type { NodeRecord } from '@latentgraph/graph-core';
import { type ParamDescription, paramValue } from './describe-params.ts';

export interface CompactParams {
  /** Shown in the node. */
  readonly shown: readonly ParamDescription[];
  /** How many more the inspector has. */
  readonly more: number;
}

/**
 * What of a node's params is shown inside the node: those that matter most of the time, and of the others those that
 * are not as usual. A param that a wire feeds is shown as a port instead.
 */
export function compactParams(
  params: readonly ParamDescription[],
  record: NodeRecord,
  wired: ReadonlySet<string>,
): CompactParams {
  const own = params.filter(({ name, shownBy }) => shownBy === undefined && !wired.has(name));
  const shown = own.filter((param) => !param.advanced || !isUsual(record, param));
  return { shown, more: own.length - shown.length };
}

function isUsual(record: NodeRecord, param: ParamDescription): boolean {
  return JSON.stringify(paramValue(record, param)) === JSON.stringify(param.default);
}
