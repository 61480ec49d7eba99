import type { RunEvent, RunRequest, RuntimeDescription } from '@latentgraph/graph-core';

/** What tests ask of the page. Bytes travel as base64. */
export interface Harness {
  /** Starts over with a runtime on a device. */
  open(options: {
    readonly device: 'auto' | 'webgpu' | 'wasm';
    readonly previews?: boolean;
  }): Promise<RuntimeDescription>;
  run(request: RunRequest): Promise<HarnessRun>;
  /** As `run`, and does something when the step has finished. */
  runUntilStep(
    request: RunRequest,
    step: number,
    then: 'cancel' | 'kill-worker' | 'lose-device',
  ): Promise<HarnessRun>;
  putAsset(base64: string, mediaType: string): Promise<string>;
  models(): Promise<
    readonly {
      readonly name: string;
      readonly sizeBytes: number;
      readonly storedBytes: number;
      readonly hash: string;
    }[]
  >;
  removeModel(name: string): Promise<void>;
  storage(): Promise<{
    readonly kind: string;
    readonly usedBytes: number;
    readonly quotaBytes: number | null;
  }>;
  diagnostics(): Promise<{ readonly gpuTensors: number; readonly sessionBytes: number }>;
}

export interface HarnessRun {
  readonly events: readonly RunEvent[];
  readonly outputs: readonly string[];
  /** How many workers the page has started so far. */
  readonly workers: number;
}

declare global {
  var harness: Harness;
}
