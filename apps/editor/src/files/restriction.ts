import { type Problem, problem } from '@latentgraph/graph-core';
import type { FilesState } from './files.ts';
import type { Origin } from './storage/stored-workflow.ts';

const ORIGINS: Readonly<Record<Origin, string>> = {
  link: 'a link',
  file: 'a file',
  picture: 'a picture',
  clipboard: 'the clipboard',
};

/** Where a workflow came from, after "It came from". */
export function originText(origin: Origin): string {
  return ORIGINS[origin];
}

/** Why the open workflow may not run, nor anything be fetched for it; undefined where it may. */
export function runRefusal({ restricted }: Pick<FilesState, 'restricted'>): Problem | undefined {
  if (restricted === null) return undefined;
  return problem({
    code: 'workflow-restricted',
    message: `This workflow came from ${originText(restricted)} and may not run yet.`,
    remedy: 'Look at the models and pictures that it wants, then allow running.',
  });
}
