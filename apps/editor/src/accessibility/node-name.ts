import type { NodeRecord } from '@latentgraph/graph-core';
import { type NodeFacts, titleOf } from '../canvas/node-facts.ts';

const MODES: Readonly<Record<string, string>> = { mute: 'muted', bypass: 'bypassed' };

/** What a screen reader calls a node: its title, its type where the title is another, and what is special about it. */
export function nodeName(record: NodeRecord, { definition, problems, skipped }: NodeFacts): string {
  const title = titleOf(record);
  const type = definition?.title === title ? undefined : (definition?.title ?? `unknown type ${record.type}`);
  const mode = MODES[record.mode ?? ''] ?? (skipped ? 'left out, because it needs a muted node' : undefined);
  const wrong = problems.find(({ severity }) => severity === 'error')?.message;
  return [title, type, mode, record.collapsed ? 'collapsed' : undefined, wrong]
    .filter((part) => part !== undefined)
    .join(', ');
}
