import { ProblemError } from '@latentgraph/graph-core';
import type { FileRequest } from './file-request.ts';

export function interrupted({ label }: FileRequest, reason: string): ProblemError {
  return new ProblemError({
    code: 'model-download-interrupted',
    message: `The download of ${label} broke off (${reason}).`,
    remedy: 'Check the connection and run again: it goes on where it stopped.',
  });
}

export function refused({ label, url }: FileRequest, status: number): ProblemError {
  return new ProblemError({
    code: 'model-download-refused',
    message: `${label} cannot be downloaded: ${new URL(url).host} answered ${status}.`,
    remedy: 'Reload the page; if it stays so, the site lacks a file of this model.',
  });
}

export function corrupt({ label }: FileRequest, how: string): ProblemError {
  return new ProblemError({
    code: 'model-file-corrupt',
    message: `What was downloaded of ${label} is not the file that the site lists: ${how}. It was deleted.`,
    remedy: 'Run again to download it anew.',
  });
}
