import type { Runtime } from '@latentgraph/graph-core';

/** A runtime with its name. */
export interface Place {
  readonly kind: 'browser' | 'server';
  /** `This browser`, or the host of a server. */
  readonly name: string;
  /** Origin of a server. */
  readonly url?: string;
  readonly runtime: Runtime;
}
