import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { shareConnection } from './connect.ts';

describe('a shared connection', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Opens connections 1, 2, 3…, as `answer` says. */
  function createConnections(answer: (number: number) => Promise<number> = async (number) => number) {
    const closers: (() => void)[] = [];
    const connection = shareConnection((onClosed) => answer(closers.push(onClosed)));
    return { connection, closers };
  }

  test('is opened once, whoever asks', async () => {
    const { connection } = createConnections();
    expect(await Promise.all([connection(), connection()])).toEqual([1, 1]);
    expect(await connection()).toBe(1);
  });

  test('is opened again after it was closed, once', async () => {
    const { connection, closers } = createConnections();
    await connection();
    closers[0]!();
    expect(await Promise.all([connection(), connection()])).toEqual([2, 2]);
    closers[0]!();
    expect(await connection()).toBe(2);
  });

  test('is opened again after it was refused, also where opening throws at once', async () => {
    const refused = new DOMException('blocked', 'SecurityError');
    const { connection } = createConnections((number) => {
      if (number === 1) throw refused;
      return number === 2 ? Promise.reject(refused) : Promise.resolve(number);
    });
    await expect(connection()).rejects.toBe(refused);
    await expect(connection()).rejects.toBe(refused);
    expect(await connection()).toBe(3);
  });

  test('that does not come is waited for once, and used when it comes after all', async () => {
    const late = new Promise<number>((resolve) => setTimeout(() => resolve(7), 60_000));
    const { connection } = createConnections(() => late);
    const startedAt = Date.now();
    const waitedMs = async () => {
      const asking = expect(connection()).rejects.toMatchObject({ name: 'TimeoutError' });
      await vi.advanceTimersToNextTimerAsync();
      await asking;
      return Date.now() - startedAt;
    };
    expect(await waitedMs()).toBe(4000);
    await expect(connection()).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(Date.now() - startedAt).toBe(4000);

    await vi.advanceTimersByTimeAsync(60_000);
    expect(await connection()).toBe(7);
  });
});
