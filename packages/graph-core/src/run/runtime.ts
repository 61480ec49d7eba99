import type { WorkflowDocument } from '../document/schema.ts';
import type { Problem } from '../problem.ts';
import type { RunEvent } from './run-event.ts';

/** Whatever executes workflows: the browser's worker, a server, or this process. */
export interface Runtime {
  describe(): Promise<RuntimeDescription>;
  /** Accepts a run and returns its id at once; what is wrong with it arrives as a `failed` event. */
  submit(request: RunRequest): Promise<string>;
  /** Events with a sequence number above `afterSeq`, until the run ends. */
  events(run: string, afterSeq?: number): AsyncIterable<RunEvent>;
  /** Cooperative, between steps. Cancelling a run that has ended does nothing. */
  cancel(run: string): Promise<void>;
  runs(): Promise<readonly RunSummary[]>;
  readonly assets: AssetStore;
  readonly models: ModelStore;
}

export interface RunRequest {
  readonly document: WorkflowDocument;
  /** Nodes to run up to; by default every node with an effect. */
  readonly targets?: readonly string[];
  /** `node.param` → value; replaces the param or its wire. Seeds are resolved: fixed values only. */
  readonly overrides?: Readonly<Record<string, unknown>>;
}

export type RunState = 'queued' | 'running' | 'finished' | 'failed' | 'cancelled';

export interface RunSummary {
  readonly run: string;
  readonly state: RunState;
  readonly name: string | undefined;
}

export interface RuntimeDescription {
  readonly name: string;
  readonly version: string;
  readonly device: DeviceDescription;
  readonly devices: readonly DeviceDescription[];
}

export interface DeviceDescription {
  readonly id: 'cpu' | 'cuda' | 'webgpu' | 'wasm';
  readonly available: boolean;
  /** Why it is or is not there, and what to do. */
  readonly reason: string;
}

export interface Asset {
  readonly hash: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Bytes by their sha256. */
export interface AssetStore {
  put(bytes: Uint8Array, mediaType: string): Promise<string>;
  get(hash: string): Promise<Asset | undefined>;
  has(hash: string): Promise<boolean>;
}

export interface ModelSummary {
  readonly name: string;
  readonly embedded: boolean;
  readonly sizeBytes: number;
  /** Over names and contents of the model's files. */
  readonly hash: string;
  readonly variants: readonly string[];
  /** Of a checkpoint, as people name it: `Stable Diffusion XL`. */
  readonly family?: string | undefined;
  /** Types of a checkpoint's weights: `float16`. */
  readonly precision?: string | undefined;
  readonly problems: readonly Problem[];
}

export interface ModelStore {
  list(): Promise<readonly ModelSummary[]>;
}
