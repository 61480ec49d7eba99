import {
  failed,
  type Problem,
  parseWorkflow,
  problem,
  type Result,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { storageProblem } from './database.ts';
import type { StoredWorkflow } from './stored-workflow.ts';
import type { WorkflowStore } from './workflow-store.ts';

interface ReadWorkflow {
  readonly document: WorkflowDocument;
  readonly workflow: StoredWorkflow;
}

/**
 * Reads a workflow that this browser keeps. What cannot be read stays as it is: `workflow-gone`,
 * `storage-unavailable`, or what is wrong with its text.
 */
export async function readStored(
  workflows: Pick<WorkflowStore, 'read'>,
  key: string,
): Promise<Result<ReadWorkflow>> {
  try {
    const stored = await workflows.read(key);
    if (!stored) return failed([gone]);
    const parsed = parseWorkflow(stored.text, builtinRegistry);
    return parsed.ok ? { ...parsed, workflow: stored.workflow } : parsed;
  } catch (error) {
    return failed([storageProblem(error)]);
  }
}

const gone: Problem = problem({
  code: 'workflow-gone',
  message: 'This workflow is not kept by this browser any more.',
  remedy: 'It may have been deleted in another tab: look among the recent workflows.',
});
