import type { Notices } from '../ui/notices.ts';
import type { Files } from './files.ts';
import { openLink } from './opening.ts';
import { holdsWorkflow } from './share/share-link.ts';

/** Keeps the open workflow through whatever happens to the page, and opens links that are put into its address. */
export function watchPage(files: Files, notices: Notices): void {
  addEventListener('pagehide', () => files.leave());
  addEventListener('pageshow', ({ persisted }) => persisted && files.comeBack());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void files.flush();
  });
  addEventListener('beforeunload', (event) => {
    // The browser asks whether to leave.
    if (!files.canBeLeft()) event.preventDefault();
  });
  const stop = files.store.subscribe(({ keeping }) => {
    if (keeping.state !== 'saved') return;
    stop();
    // There is something to lose now: the browser shall not clear it when its disk runs full.
    void navigator.storage?.persist?.();
  });
  addEventListener('hashchange', () => {
    if (holdsWorkflow(location.hash)) void openLink({ files, notices });
  });
}
