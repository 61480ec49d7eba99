import type { Runtimes, ServerStatus } from './runtimes.ts';

const WHILE_READY_MS = 15_000;
/** While it is away, or while somebody waits for what it does. */
const WHILE_EAGER_MS = 3_000;

export interface WatchOptions {
  /** Whether something runs that a person waits for. */
  isBusy(): boolean;
  /** Told each time that the chosen server did not answer. */
  onAway(url: string): void;
}

/** Asks the chosen server now and then whether it is there, while somebody looks at the page. */
export function watchServer(
  runtimes: Pick<Runtimes, 'store' | 'refresh' | 'refreshChosen'>,
  { isBusy, onAway }: WatchOptions,
): void {
  async function look(): Promise<void> {
    if (!document.hidden && chosenServer(runtimes)) await runtimes.refreshChosen();
    const away = chosenServer(runtimes)?.state === 'failed' ? chosenServer(runtimes) : undefined;
    if (away) onAway(away.url);
    setTimeout(look, away || isBusy() ? WHILE_EAGER_MS : WHILE_READY_MS);
  }
  // The page itself comes first.
  const start = () => void runtimes.refresh().then(look);
  if ('requestIdleCallback' in window) requestIdleCallback(start, { timeout: 2_000 });
  else setTimeout(start, 500);
}

function chosenServer({ store }: Pick<Runtimes, 'store'>): ServerStatus | undefined {
  const { choice, servers } = store.getState();
  return choice.place === 'server' ? servers.find(({ url }) => url === choice.url) : undefined;
}
