import type { CancelSignal } from '@latentgraph/graph-core';

/** One file to have from the network, and what it must be. */
export interface FileRequest {
  readonly url: string;
  /** Where in the vault it goes; `path.state` beside it tells how far it is. */
  readonly path: string;
  /** What messages call it. */
  readonly label: string;
  readonly sizeBytes: number;
  readonly sha256?: string | undefined;
  readonly signal: CancelSignal;
  onProgress(loadedBytes: number): void;
}
