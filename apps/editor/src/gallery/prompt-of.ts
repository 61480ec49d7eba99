import type { NodeRecord, WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describeParams } from '../params/describe-params.ts';
import { wiresInto } from '../params/wires-of.ts';
import { nodesBehind } from './nodes-behind.ts';

/**
 * The words that a picture was painted by: the first that are met on the way back from it.
 *
 * @param ends as `nodesBehind` takes them
 * @returns on one line; undefined where there are none
 */
export function promptOf(document: WorkflowDocument, ends?: readonly string[]): string | undefined {
  for (const { id, record } of nodesBehind(document, ends)) {
    const prompt = promptParam(record);
    if (prompt !== undefined && !wiresInto(document, id).some(({ to }) => to.port === prompt)) {
      return oneLine(record.params[prompt]);
    }
  }
  return undefined;
}

/** The param in which a node has its prompt. */
function promptParam({ type }: NodeRecord): string | undefined {
  const definition = builtinRegistry.nodes.get(type);
  return definition && describeParams(definition).find(({ widget }) => widget === 'prompt')?.name;
}

function oneLine(text: unknown): string | undefined {
  const line = typeof text === 'string' ? text.replaceAll(/\s+/g, ' ').trim() : '';
  return line === '' ? undefined : line;
}
