import type { Problem } from '@latentgraph/graph-core';
import { type ExternalToast, toast } from 'sonner';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Something that a person may do about a message, while it is shown. */
export interface NoticeAction {
  readonly label: string;
  run(): void;
}

export interface ProblemNotice {
  /** Goes to a node: gives what is wrong at a node a button. */
  goTo?(node: string): void;
  /** What this is about: the next about the same takes its place, and `settle` takes it away. */
  readonly subject?: NoticeSubject;
}

/**
 * `run`: how a run ended. `edit`: a change that was refused; nothing has happened, so that this passes by itself.
 */
export type NoticeSubject = 'run' | 'edit';

export interface Notices {
  /** The last words for a screen reader; shown in a live region. */
  readonly spoken: StoreApi<{ readonly text: string }>;
  /** Says something to those who listen, without showing it. */
  announce(text: string): void;
  /** Shows a short message for some seconds, and says it. */
  tell(text: string, action?: NoticeAction): void;
  /** Shows what is wrong and what to do about it, until somebody has put it away; the same is not shown twice. */
  problems(problems: readonly Problem[], notice?: ProblemNotice): void;
  /** Takes away what was wrong with a subject, now that it is right. */
  settle(subject: NoticeSubject): void;
  /** Takes away all that is shown, once it is about something that is no longer there. */
  clear(): void;
}

/** Problems that are shown of those which come at once. */
const MOST = 3;
const PASSING_MS = 10_000;

export function createNotices(): Notices {
  const spoken = createStore(() => ({ text: '' }));

  function settle(subject: NoticeSubject): void {
    for (let index = 0; index < MOST; index++) toast.dismiss(idOf(subject, index));
  }

  return {
    spoken,
    settle,
    clear: () => void toast.dismiss(),
    announce: (text) => spoken.setState({ text }),
    tell: (text, action) =>
      void toast(text, action && { action: { label: action.label, onClick: () => action.run() } }),
    problems(problems, { goTo, subject } = {}) {
      const shown = problems.slice(0, MOST);
      for (const [index, problem] of shown.entries()) {
        const { message, remedy, node } = problem;
        const options: ExternalToast = {
          id: subject === undefined ? contentOf(problem) : idOf(subject, index),
          description: remedy,
          closeButton: true,
          duration: subject === 'edit' ? PASSING_MS : Number.POSITIVE_INFINITY,
        };
        const action = goTo && node && { label: 'Show node', onClick: () => goTo(node) };
        toast.error(message, action ? { ...options, action } : options);
      }
    },
  };
}

const idOf = (subject: NoticeSubject, index: number) => `${subject} ${index}`;

const contentOf = ({ code, node, param, message }: Problem) => `${code} ${node} ${param} ${message}`;
