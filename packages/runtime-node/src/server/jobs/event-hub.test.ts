import { setImmediate } from 'node:timers/promises';
import type { RunEvent } from '@latentgraph/graph-core';
import { describe, expect, it } from 'vitest';
import { EventHub } from './event-hub.ts';

/** A run whose stored events a test adds to. */
function storedRun() {
  const stored: RunEvent[] = [];
  let reads = 0;
  const hub = new EventHub((_, afterSeq, limit) => {
    reads += 1;
    return stored.slice(afterSeq, afterSeq + limit);
  });
  const store = (
    ...bodies: ({ type: 'nodeStarted'; node: string } | { type: 'finished'; elapsedMs: number })[]
  ) => {
    for (const body of bodies) stored.push({ run: 'r', seq: stored.length + 1, ...body });
    hub.stir('r');
  };
  const show = (node: string, asset: string) =>
    hub.show({
      run: 'r',
      seq: 1,
      type: 'preview',
      node,
      asset,
      mediaType: 'image/png',
      widthPx: 8,
      heightPx: 8,
    });
  const listen = (afterSeq = 0) => hub.listen('r', afterSeq, () => stored.at(-1)?.type === 'finished');
  return { hub, store, show, listen, reads: () => reads };
}

const NODE = { type: 'nodeStarted', node: 'n' } as const;
const END = { type: 'finished', elapsedMs: 1 } as const;

async function seqs(events: AsyncIterable<RunEvent>): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const event of events) found.push(event.seq);
  return found;
}

describe('EventHub', () => {
  it('gives what is stored, then what comes, to its end', async () => {
    const { store, listen } = storedRun();
    store(NODE, NODE);
    const all = seqs(listen());
    const later = seqs(listen(1));
    store(...Array.from({ length: 500 }, () => NODE));
    store(END);
    expect(await all).toEqual(Array.from({ length: 503 }, (_, index) => index + 1));
    expect((await later)[0]).toBe(2);
    expect(await seqs(listen(502))).toEqual([503]);
    expect(await seqs(listen(503))).toEqual([]);
  });

  it('shows a listener that is behind the newest preview of each node only', async () => {
    const { store, show, listen } = storedRun();
    store(NODE);
    const events = listen();
    expect((await events.next()).value).toMatchObject({ seq: 1 });
    show('a', 'old');
    show('b', 'only');
    show('a', 'new');
    expect((await events.next()).value).toMatchObject({ type: 'preview', node: 'a', asset: 'new' });
    expect((await events.next()).value).toMatchObject({ type: 'preview', node: 'b', asset: 'only' });
    store(END);
    expect((await events.next()).value).toMatchObject({ type: 'finished' });
    expect((await events.next()).done).toBe(true);
  });

  it('lets go of a listener that leaves while it waits', async () => {
    const { hub, store, listen, reads } = storedRun();
    store(NODE);
    const events = listen();
    await events.next();
    const waiting = events.next();
    await setImmediate();
    expect(hub.size).toBe(1);
    await events.return!();
    expect((await waiting).done).toBe(true);
    expect(hub.size).toBe(0);
    const before = reads();
    store(NODE);
    expect(reads()).toBe(before);
  });

  it('ends all listening when it closes', async () => {
    const { hub, store, listen } = storedRun();
    store(NODE);
    const waiting = seqs(listen());
    hub.close();
    expect((await waiting).length).toBeLessThanOrEqual(1);
    expect(hub.size).toBe(0);
  });
});
