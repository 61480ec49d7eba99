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

/**
 * Asks once what the chosen runtime can do, and a server from then on now and then whether it is there, while somebody
 * looks at the page.
 */
export function watchServer(
  runtimes: Pick<Runtimes, 'store' | 'refreshChosen'>,
  { isBusy, onAway }: WatchOptions,
): void {
  async function ask(): Promise<void> {
    await runtimes.refreshChosen();
    lookAgain();
  }

  function lookAgain(): void {
    const server = chosenServer(runtimes);
    const isAway = server?.state === 'failed';
    if (isAway) onAway(server.url);
    setTimeout(look, isAway || isBusy() ? WHILE_EAGER_MS : WHILE_READY_MS);
  }

  const look = () => (document.hidden || !chosenServer(runtimes) ? lookAgain() : void ask());
  // The page itself comes first.
  if ('requestIdleCallback' in window) requestIdleCallback(() => void ask(), { timeout: 2_000 });
  else setTimeout(ask, 500);
}

function chosenServer({ store }: Pick<Runtimes, 'store'>): ServerStatus | undefined {
  const { choice, servers } = store.getState();
  return choice.place === 'server' ? servers.find(({ url }) => url === choice.url) : undefined;
}
