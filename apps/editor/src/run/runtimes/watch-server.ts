import type { Runtimes } from './runtimes.ts';

const WHILE_READY_MS = 15_000;
const WHILE_AWAY_MS = 3_000;

/** Asks the chosen server now and then whether it is there, while somebody looks at the page. */
export function watchServer(runtimes: Pick<Runtimes, 'store' | 'refresh' | 'refreshChosen'>): void {
  async function look(): Promise<void> {
    if (!document.hidden && runtimes.store.getState().choice.place === 'server')
      await runtimes.refreshChosen();
    setTimeout(look, isAway(runtimes) ? WHILE_AWAY_MS : WHILE_READY_MS);
  }
  // The page itself comes first.
  const start = () => void runtimes.refresh().then(look);
  if ('requestIdleCallback' in window) requestIdleCallback(start, { timeout: 2_000 });
  else setTimeout(start, 500);
}

function isAway({ store }: Pick<Runtimes, 'store'>): boolean {
  const { choice, servers } = store.getState();
  return choice.place === 'server' && servers.find(({ url }) => url === choice.url)?.state === 'failed';
}
