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
