import { describe, expect, it } from 'vitest';
import { createSeedCounters } from './seed-counters.ts';

/** A browser's storage, in memory; throws while it is full. */
function createStorage() {
  const items = new Map<string, string>();
  const state = { isFull: false };
  return {
    ...{ items, state },
    getItem: (key: string) => items.get(key) ?? null,
    setItem(key: string, text: string) {
      if (state.isFull) throw new DOMException('No room.', 'QuotaExceededError');
      items.set(key, text);
    },
  };
}

describe('seed counters', () => {
  it('are the same in all tabs, to the last bit', () => {
    const storage = createStorage();
    const [one, other] = [createSeedCounters(() => storage), createSeedCounters(() => storage)];
    one.write('a', { start: 18446744073709551615n, next: 0n });
    other.write('b', { start: 1n, next: 9007199254740993n });
    expect(one.read('b')).toMatchObject({ start: 1n, next: 9007199254740993n });
    expect(other.read('a')).toMatchObject({ start: 18446744073709551615n, next: 0n });
    expect(one.read('c')).toBeUndefined();
  });

  it('forget what was not used for the longest time', () => {
    const storage = createStorage();
    const counters = createSeedCounters(() => storage);
    for (let number = 0; number < 100; number += 1) counters.write(`${number}`, { start: 0n, next: 1n });
    counters.write('0', { start: 0n, next: 2n });
    counters.write('new', { start: 0n, next: 1n });
    expect(counters.read('0')).toMatchObject({ next: 2n });
    expect(counters.read('1')).toBeUndefined();
    expect(counters.read('2')).toMatchObject({ next: 1n });
  });

  it('go on in the page while the browser keeps nothing', () => {
    const storage = createStorage();
    const counters = createSeedCounters(() => storage);
    counters.write('a', { start: 0n, next: 1n });
    storage.state.isFull = true;
    counters.write('a', { start: 0n, next: 2n });
    expect(counters.read('a')).toEqual({ start: 0n, next: 2n });
    storage.state.isFull = false;
    counters.write('a', { start: 0n, next: 3n });
    expect(createSeedCounters(() => storage).read('a')).toMatchObject({ next: 3n });
  });

  it('start anew where what was kept is not understood', () => {
    const storage = createStorage();
    const counters = createSeedCounters(() => storage);
    for (const text of ['{', '[1]', '[{"name":"a","start":"0","next":"99999999999999999999"}]']) {
      storage.items.set('latentgraph.seed-counters', text);
      expect(counters.read('a')).toBeUndefined();
    }
  });
});
