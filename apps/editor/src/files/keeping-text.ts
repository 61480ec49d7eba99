import type { Keeping } from './keeper.ts';

export interface KeepingText {
  /** Beside the name of the workflow; empty where there is nothing to say. */
  readonly short: string;
  readonly long: string;
}

/** How a workflow is kept, in words. @param file the person's file that holds it, as it is now or as it was */
export function keepingText(
  keeping: Keeping,
  file: { readonly name: string; readonly current: boolean } | null,
): KeepingText {
  switch (keeping.state) {
    case 'untouched':
      return { short: '', long: '' };
    case 'unsaved':
    case 'saving':
      return { short: 'Saving…', long: 'This browser keeps every change as you make it.' };
    case 'failed':
      return { short: 'Not saved', long: `${keeping.problem.message} ${keeping.problem.remedy}` };
    case 'saved':
      return { short: 'Saved', long: `Kept in this browser. ${fileText(file)}` };
  }
}

function fileText(file: { readonly name: string; readonly current: boolean } | null): string {
  if (!file) return 'It is in no file of yours.';
  return file.current ? `The file ${file.name} is up to date.` : `Changed since ${file.name} was saved.`;
}
