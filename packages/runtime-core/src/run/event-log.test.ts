import type { RunEvent, RunEventBody } from '@latentgraph/graph-core';
import { describe, expect, it } from 'vitest';
import { EventLog } from './event-log.ts';

const preview = (asset: string): RunEventBody => ({
  ...{ type: 'preview', node: 'p', asset, mediaType: 'image/png', widthPx: 1, heightPx: 1 },
});
const started = (node: string): RunEventBody => ({ type: 'nodeStarted', node });
const finished: RunEventBody = { type: 'finished', elapsedMs: 1 };

async function collect(events: AsyncIterable<RunEvent>): Promise<string[]> {
  const lines: string[] = [];
  for await (const event of events) {
    lines.push(`${event.seq} ${event.type} ${'node' in event ? event.node : ''}`.trim());
  }
  return lines;
}

/** Lets readers take what is there. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('EventLog', () => {
  it('gives a reader what was before and what comes, until the run ends', async () => {
    const log = new EventLog('r');
    log.append(started('a'));
    const reading = collect(log.read());
    await turn();
    log.append(started('b'));
    await turn();
    log.append(finished);
    expect(await reading).toEqual(['1 nodeStarted a', '2 nodeStarted b', '3 finished']);
    expect(await collect(log.read())).toEqual(['1 nodeStarted a', '2 nodeStarted b', '3 finished']);
  });

  it('goes on after the number that a reader saw last', async () => {
    const log = new EventLog('r');
    for (const body of [started('a'), started('b'), finished]) log.append(body);
    expect(await collect(log.read(1))).toEqual(['2 nodeStarted b', '3 finished']);
    expect(await collect(log.read(3))).toEqual([]);
  });

  it('shows previews to those who listen and stores none', async () => {
    const log = new EventLog('r');
    log.append(started('a'));
    const reading = collect(log.read());
    await turn();
    log.append(preview('x'));
    await turn();
    log.append(finished);
    expect(await reading).toEqual(['1 nodeStarted a', '1 preview p', '2 finished']);
    expect(await collect(log.read())).toEqual(['1 nodeStarted a', '2 finished']);
  });

  it('keeps only the newest preview for a reader who is behind', async () => {
    const log = new EventLog('r');
    const assets: string[] = [];
    const reading = (async () => {
      for await (const event of log.read()) if (event.type === 'preview') assets.push(event.asset);
    })();
    await turn();
    for (const asset of ['x', 'y', 'z']) log.append(preview(asset));
    log.append(finished);
    await reading;
    expect(assets).toEqual(['z']);
  });

  it('takes nothing after the end', () => {
    const log = new EventLog('r');
    log.append(finished);
    expect(() => log.append(started('a'))).toThrow("Run 'r' has ended");
  });

  it('lets a reader leave early', async () => {
    const log = new EventLog('r');
    log.append(started('a'));
    for await (const event of log.read()) {
      expect(event.seq).toBe(1);
      break;
    }
    log.append(finished);
    expect(await collect(log.read(1))).toEqual(['2 finished']);
  });
});
