import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssetStore, Runtime } from '@latentgraph/graph-core';
import { createLocalRuntime, type LocalRuntime, type LocalRuntimeOptions } from '@latentgraph/runtime-node';
import { afterAll, beforeAll } from 'vitest';
import { type FinishedRun, runWorkflow } from './run-workflow.ts';

export interface TestRuntime {
  readonly assets: AssetStore;
  readonly models: LocalRuntime['models'];
  run(request: Parameters<Runtime['submit']>[0]): Promise<FinishedRun>;
}

/**
 * A runtime on the CPU with a home of its own, for all tests of a file. It is there once tests run, not while they
 * are declared.
 *
 * @param models folders to add, by name
 */
export function useRuntime(
  models: Readonly<Record<string, string>> = {},
  options: Partial<LocalRuntimeOptions> = {},
): TestRuntime {
  let home: string | undefined;
  let runtime: LocalRuntime | undefined;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'latentgraph-'));
    runtime = await createLocalRuntime({ home, device: 'cpu', ...options });
    for (const [name, folder] of Object.entries(models)) await runtime.models.add(folder, name);
  });
  afterAll(async () => {
    await runtime?.close();
    if (home) rmSync(home, { recursive: true });
  });
  return {
    get assets() {
      return runtime!.assets;
    },
    get models() {
      return runtime!.models;
    },
    run: (request) => runWorkflow(runtime!, request),
  };
}
