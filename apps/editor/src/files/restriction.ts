import type { Origin } from './storage/stored-workflow.ts';

const ORIGINS: Readonly<Record<Exclude<Origin, 'paste'>, string>> = {
  link: 'a link',
  file: 'a file',
  picture: 'a picture',
  clipboard: 'the clipboard',
};

/** Where a workflow, or a part of it, came from, as a sentence. */
export function originText(origin: Origin, subject: 'It' | 'This workflow'): string {
  if (origin === 'paste') return `Part of ${subject.toLowerCase()} was pasted from elsewhere.`;
  return `${subject} came from ${ORIGINS[origin]}.`;
}
