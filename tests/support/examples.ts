import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';

export const EXAMPLES = 'examples';

export function readExample(name: string): WorkflowDocument {
  return readDocument(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
}

/** The workflow of a file. */
export function readDocument(text: string): WorkflowDocument {
  const read = parseWorkflow(text, builtinRegistry);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.document;
}
