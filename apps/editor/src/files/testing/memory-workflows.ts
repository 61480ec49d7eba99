import type { StoredWorkflow } from '../storage/stored-workflow.ts';
import type { WorkflowStore, Written } from '../storage/workflow-store.ts';

/** Workflows by key, with the rule of the real store: nobody writes onto what they have not seen. */
export interface MemoryWorkflows extends WorkflowStore {
  readonly stored: Map<string, { workflow: StoredWorkflow; text: string }>;
  /** Each is thrown by one write, the first by the next. */
  readonly faults: Error[];
  readonly slowness: { ms: number };
  /** Makes every method reject, as where site data is blocked. */
  blocked: boolean;
}

export function createMemoryWorkflows(): MemoryWorkflows {
  const stored: MemoryWorkflows['stored'] = new Map();
  const faults: Error[] = [];
  const slowness = { ms: 0 };
  const memory: MemoryWorkflows = {
    ...{ stored, faults, slowness },
    blocked: false,
    async write(workflow, text): Promise<Written> {
      if (slowness.ms > 0) await new Promise((resolve) => setTimeout(resolve, slowness.ms));
      answer();
      const fault = faults.shift();
      if (fault) throw fault;
      if ((stored.get(workflow.key)?.workflow.revision ?? 0) !== workflow.revision)
        return { kind: 'conflict' };
      const revision = workflow.revision + 1;
      stored.set(workflow.key, { workflow: { ...workflow, revision }, text });
      return { kind: 'written', revision };
    },
    async amend(key, change) {
      answer();
      const before = stored.get(key);
      if (before) stored.set(key, { ...before, workflow: { ...before.workflow, ...change } });
    },
    async read(key) {
      answer();
      return stored.get(key);
    },
    async list() {
      answer();
      return [...stored.values()].map(({ workflow }) => workflow);
    },
    async erase(keys) {
      answer();
      for (const key of keys) stored.delete(key);
    },
  };
  function answer(): void {
    if (memory.blocked) throw new DOMException('blocked', 'SecurityError');
  }
  return memory;
}
