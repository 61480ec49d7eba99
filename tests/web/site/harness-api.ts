import type { RunEvent, RunRequest, RuntimeDescription } from '@latentgraph/graph-core';

/** What tests ask of the page. Bytes travel as base64. */
export interface Harness {
  /** Starts over with a runtime on a device. */
  open(options: HarnessOptions): Promise<RuntimeDescription>;
  /** As `open`, of the runtime that is open, in short. */
  describe(): Promise<{ readonly device: string; readonly workers: number }>;
  run(request: RunRequest): Promise<HarnessRun>;
  /** As `run`, and cancels or kills the worker when a step has finished. */
  runUntilStep(request: RunRequest, step: number, then: 'cancel' | 'kill-worker'): Promise<HarnessRun>;
  /** Steps that have finished since the page was opened. */
  finishedSteps: number;
  putAsset(base64: string, mediaType: string): Promise<string>;
  /** Sizes of the pictures that the browser keeps. */
  assetSizes(): Promise<readonly number[]>;
  removeAssets(): Promise<void>;
  models(): Promise<readonly HarnessModel[]>;
  removeModel(name: string): Promise<void>;
  storage(): Promise<HarnessStorage>;
  diagnostics(): Promise<{ readonly gpuTensors: number; readonly sessionBytes: number }>;
  /** GPU buffers of the worker that were made and not destroyed, onnxruntime's own included. */
  gpuBuffers(): Promise<number>;
  /** GPU devices that the worker was given. */
  gpuDevices(): Promise<number>;
  /** Of the page and its worker. */
  collectGarbage(): Promise<void>;
  /** The last step that had finished when a cancel reached the worker. */
  stepsAtCancel(): Promise<number>;
  /** Calls operations of the GPU's Backend, on the page itself. */
  gpuOps(operations: readonly GpuOperation[]): Promise<readonly unknown[]>;
  /** Doubles so many numbers on the GPU, and counts those that are not twice as large afterwards. */
  wrongWhenDoubled(count: number): Promise<number>;
  /** Values after a way through half precision and back on the GPU. */
  foundNotFinite(outputs: readonly (readonly number[])[]): Promise<string>;
  throughHalf(values: readonly number[]): Promise<readonly number[]>;
  /** Does things to a file in a vault of the Cache API, and tells what is in it after each. */
  tryCacheVault(steps: readonly VaultStep[]): Promise<readonly VaultState[]>;
}

export interface HarnessOptions {
  readonly device: 'auto' | 'webgpu' | 'wasm';
  readonly previews?: boolean;
}

export interface HarnessRun {
  readonly events: readonly RunEvent[];
  readonly outputs: readonly string[];
  /** How many workers the page has started so far. */
  readonly workers: number;
}

export interface HarnessModel {
  readonly name: string;
  readonly sizeBytes: number;
  readonly storedBytes: number;
  readonly hash: string;
}

export interface HarnessStorage {
  readonly kind: string;
  readonly usedBytes: number;
  readonly quotaBytes: number | null;
}

export interface HostArray {
  readonly dims: readonly number[];
  readonly data: readonly number[];
}

/** An operation of the Backend; in its arguments, arrays of dims and data stand for tensors. */
export interface GpuOperation {
  readonly name:
    | 'combine'
    | 'blend'
    | 'mixChannels'
    | 'clamp'
    | 'quantile'
    | 'moments'
    | 'concat'
    | 'slice'
    | 'resize';
  readonly args: readonly unknown[];
}

export type VaultStep =
  | { readonly do: 'write'; readonly bytes: readonly number[] }
  | { readonly do: 'append'; readonly from: number; readonly bytes: readonly number[] }
  | { readonly do: 'fill'; readonly from: number; readonly length: number; readonly value: number }
  | { readonly do: 'remove' };

export interface VaultState {
  readonly sizeBytes: number | undefined;
  /** The first and the last bytes, as many as were asked for. */
  readonly head: readonly number[] | undefined;
  readonly tail: readonly number[] | undefined;
  readonly files: readonly string[];
}

declare global {
  var harness: Harness;
}
