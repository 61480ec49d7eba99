import { type Problem, ProblemError, problem } from '@latentgraph/graph-core';

/**
 * The bytes of what a person gave, up to `end` where that is given.
 *
 * @throws ProblemError `file-unreadable`
 */
export async function bytesOf(file: Blob, end = file.size): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(0, end).arrayBuffer());
  } catch {
    throw new ProblemError(fileUnreadable(file));
  }
}

/** Browsers hand over a dropped folder as a file, and say only when it is read that it is none. */
function fileUnreadable(file: Blob): Problem {
  const name = file instanceof File ? `“${file.name}”` : 'This file';
  return problem({
    code: 'file-unreadable',
    message: `${name} cannot be read.`,
    remedy: 'Give files, not folders. If it is a file, look whether it is still there and you may open it.',
  });
}
