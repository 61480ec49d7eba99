import { describe, expect, test } from 'vitest';
import { createMemoryLocks } from '../testing/memory-locks.ts';
import { createClaims } from './claims.ts';

function createTabs() {
  const locks = createMemoryLocks();
  return { one: createClaims(locks), other: createClaims(locks) };
}

describe('claims of tabs', () => {
  test('one tab holds a workflow, and another does not get it', async () => {
    const { one, other } = createTabs();
    expect(await one.claim('a')).toBe(true);
    expect(await other.claim('a')).toBe(false);
    expect(await other.claim('b')).toBe(true);
    expect(await one.held()).toEqual(new Set(['a', 'b']));
  });

  test('claiming again what one holds changes nothing', async () => {
    const { one, other } = createTabs();
    await one.claim('a');
    expect(await one.claim('a')).toBe(true);
    one.release('a');
    expect(await other.claimWithin('a', 100)).toBe(true);
  });

  test('two claims of one tab at once are one', async () => {
    const { one, other } = createTabs();
    expect(await Promise.all([one.claim('a'), one.claim('a'), one.claimWithin('a', 100)])).toEqual([
      true,
      true,
      true,
    ]);
    one.release('a');
    expect(await other.claimWithin('a', 100)).toBe(true);
  });

  test('two claims at once that wait for another tab both get what it gives up, and release it once', async () => {
    const { one, other } = createTabs();
    await other.claim('a');
    const waiting = [one.claimWithin('a', 5000), one.claimWithin('a', 5000)];
    other.release('a');
    expect(await Promise.all(waiting)).toEqual([true, true]);
    one.release('a');
    expect(await other.claimWithin('a', 100)).toBe(true);
  });

  test('who claims again after it was refused asks again', async () => {
    const { one, other } = createTabs();
    await other.claim('a');
    expect(await Promise.all([one.claim('a'), one.claim('a')])).toEqual([false, false]);
    other.release('a');
    expect(await one.claimWithin('a', 100)).toBe(true);
  });

  test('what was released can be claimed', async () => {
    const { one, other } = createTabs();
    await one.claim('a');
    const waiting = other.claimWithin('a', 5000);
    one.release('a');
    expect(await waiting).toBe(true);
    expect(await one.claim('a')).toBe(false);
  });

  test('nobody waits longer than asked, and who gave up holds nothing later', async () => {
    const { one, other } = createTabs();
    await one.claim('a');
    expect(await other.claimWithin('a', 30)).toBe(false);
    one.release('a');
    expect(await one.claimWithin('a', 100)).toBe(true);
  });

  test('without locks every claim succeeds, and is listed', async () => {
    const claims = createClaims(undefined);
    expect(await claims.claim('a')).toBe(true);
    expect(await claims.held()).toEqual(new Set(['a']));
    claims.release('a');
    expect(await claims.held()).toEqual(new Set());
  });
});
