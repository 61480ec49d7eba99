import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { Response } from 'express';
import { expect, it } from 'vitest';
import { HeldBytes } from './held-bytes.ts';

/** All of an answer that is looked at: whether and when it closes. */
function answer(): Response {
  return Object.assign(new EventEmitter(), { destroyed: false }) as unknown as Response;
}

it('lets requests in while there is room, the others in turn as those before them close', async () => {
  const held = new HeldBytes(100);
  const log: string[] = [];
  const enter = (name: string, bytes: number) => {
    const res = answer();
    void held.wait(bytes, res).then(() => log.push(name));
    return res;
  };
  const first = enter('first', 60);
  const second = enter('second', 60);
  const left = enter('left while waiting', 10);
  const whole = enter('more than there is', 1000);
  left.emit('close');
  await setImmediate();
  expect(log).toEqual(['first']);
  first.emit('close');
  await setImmediate();
  expect(log).toEqual(['first', 'second']);
  second.emit('close');
  await setImmediate();
  expect(log).toEqual(['first', 'second', 'more than there is']);
  await expect(held.claim(1, answer())).rejects.toMatchObject({ status: 503 });
  whole.emit('close');
  await held.claim(100, answer());
});
