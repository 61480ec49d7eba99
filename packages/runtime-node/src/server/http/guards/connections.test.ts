import { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Connections } from './connections.ts';

function filled(most: number) {
  const connections = new Connections(most);
  const open = (): Socket => {
    const socket = new Socket();
    connections.accept(socket);
    return socket;
  };
  return { connections, open, sockets: Array.from({ length: most }, open) };
}

const closed = (sockets: readonly Socket[]) => sockets.map(({ destroyed }) => destroyed);

it('makes room by closing the oldest connection that showed no token', () => {
  const { connections, open, sockets } = filled(3);
  connections.keep(sockets[0]!);
  sockets.push(open(), open());
  expect(closed(sockets)).toEqual([false, true, true, false, false]);
});

it('takes no more when all that are open showed one, until one of them closes', async () => {
  const { connections, open, sockets } = filled(2);
  for (const socket of sockets) connections.keep(socket);
  expect(closed([open()])).toEqual([true]);
  sockets[0]!.destroy();
  await setImmediate();
  expect(closed([open()])).toEqual([false]);
});
