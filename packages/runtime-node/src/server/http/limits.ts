/**
 * What the server takes at most. Far above what one person or a small team does, below what hurts. Nodes, steps and
 * sizes of a run are for the job service to limit.
 */
export interface ServerLimits {
  /** Of one JSON body, assets embedded in the document included. */
  readonly jsonBytes: number;
  readonly uploadBytes: number;
  /** Of all bodies on their way in and large answers on their way out; what comes then waits. */
  readonly heldBytes: number;
  /** Of a picture that is uploaded or shown small. */
  readonly pixels: number;
  /** At one time; when there are more, those without a token make room. */
  readonly connections: number;
  readonly eventStreams: number;
  /** Thumbnails made at the same time; others wait. */
  readonly thumbnails: number;
  /** From one address, with a token. */
  readonly requestsPerMinute: number;
  /** From one address: submitting, uploading, cancelling, deleting. */
  readonly changesPerMinute: number;
  /** From one address, without a valid token. */
  readonly refusalsPerMinute: number;
  /** A client that takes nothing for so long is dropped. */
  readonly stallMs: number;
  /** Between signs of life on a quiet event stream. */
  readonly heartbeatMs: number;
  /** For all headers, for a whole request, and for a connection on which nothing moves. */
  readonly headersMs: number;
  readonly requestMs: number;
  readonly idleMs: number;
}

const MEBIBYTE = 2 ** 20;

export const defaultLimits: ServerLimits = {
  jsonBytes: 64 * MEBIBYTE,
  uploadBytes: 64 * MEBIBYTE,
  heldBytes: 512 * MEBIBYTE,
  pixels: 64_000_000,
  connections: 1_024,
  eventStreams: 512,
  thumbnails: 2,
  requestsPerMinute: 30_000,
  changesPerMinute: 1_200,
  refusalsPerMinute: 60,
  stallMs: 20_000,
  heartbeatMs: 15_000,
  headersMs: 10_000,
  requestMs: 120_000,
  idleMs: 120_000,
};
