import type { Problem } from '@latentgraph/graph-core';
import { toast } from 'sonner';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Something that a person may do about a message, while it is shown. */
export interface NoticeAction {
  readonly label: string;
  run(): void;
}

export interface Notices {
  /** The last words for a screen reader; shown in a live region. */
  readonly spoken: StoreApi<{ readonly text: string }>;
  /** Says something to those who listen, without showing it. */
  announce(text: string): void;
  /** Shows a short message for some seconds, and says it. */
  tell(text: string, action?: NoticeAction): void;
  /**
   * Shows what is wrong and what to do about it.
   *
   * @param goTo goes to a node: gives what is wrong at a node a button
   */
  problems(problems: readonly Problem[], options?: { goTo?(node: string): void }): void;
  /** Takes away all that is shown, once it is about something that is no longer there. */
  clear(): void;
}

export function createNotices(): Notices {
  const spoken = createStore(() => ({ text: '' }));
  return {
    spoken,
    clear: () => void toast.dismiss(),
    announce: (text) => spoken.setState({ text }),
    tell: (text, action) =>
      void toast(text, action && { action: { label: action.label, onClick: () => action.run() } }),
    problems(problems, { goTo } = {}) {
      for (const { message, remedy, node } of problems.slice(0, 3)) {
        const action = goTo && node ? { action: { label: 'Show node', onClick: () => goTo(node) } } : {};
        toast.error(message, { description: remedy, ...action });
      }
    },
  };
}
