import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';

export const EXAMPLES = 'examples';

export function readExample(name: string): WorkflowDocument {
  return readDocument(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
}

/** All examples by name, sorted. */
export const exampleNames: readonly string[] = readdirSync(EXAMPLES)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort();

/** Those that run as they are: others name models that a person adds first, and have no picture beside them. */
export const runnableExamples: readonly string[] = exampleNames.filter((name) =>
  (readExample(name).models ?? []).every((model) => model.name === 'tiny'),
);

/** The workflow of a file. */
export function readDocument(text: string): WorkflowDocument {
  const read = parseWorkflow(text, builtinRegistry);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.document;
}
