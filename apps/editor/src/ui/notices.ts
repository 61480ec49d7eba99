import type { Problem } from '@latentgraph/graph-core';
import { toast } from 'sonner';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Notices {
  /** The last words for a screen reader; shown in a live region. */
  readonly spoken: StoreApi<{ readonly text: string }>;
  /** Says something to those who listen, without showing it. */
  announce(text: string): void;
  /** Shows a short message for some seconds, and says it. */
  tell(text: string): void;
  /** Shows what is wrong and what to do about it. */
  problems(problems: readonly Problem[]): void;
}

export function createNotices(): Notices {
  const spoken = createStore(() => ({ text: '' }));
  return {
    spoken,
    announce: (text) => spoken.setState({ text }),
    tell: (text) => void toast(text),
    problems(problems) {
      for (const { message, remedy } of problems.slice(0, 3)) toast.error(message, { description: remedy });
    },
  };
}
