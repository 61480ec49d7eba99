import { ProblemError } from '@latentgraph/graph-core';

/**
 * The problem in words, where storing something failed for want of room; any other error as it is.
 *
 * @param label what messages call what was to be stored
 */
export function noRoom(error: unknown, label: string, sizeBytes: number): unknown {
  if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') return error;
  return new ProblemError({
    code: 'storage-full',
    message: `There is no room in the browser's storage for ${label} (${(sizeBytes / 1e6).toFixed(1)} MB).`,
    remedy: 'Delete models and pictures that are not needed, or free space on the disk.',
  });
}
