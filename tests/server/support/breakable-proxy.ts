import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface BreakableProxy {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** Where connections go on to. */
  target: number;
  /** Breaks every connection, as a closed laptop or a restarted router does. Returns how many there were. */
  breakAll(): number;
}

/** Passes connections on to a server of this machine, until told to break them. */
export async function startBreakableProxy(): Promise<BreakableProxy> {
  const sockets = new Set<Socket>();
  const proxy = { host: '', target: 0, breakAll };
  const server = createServer((near) => {
    const far = connect(proxy.target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined).on('close', () => sockets.delete(from) && to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.close();
    breakAll();
  });
  return proxy;

  function breakAll(): number {
    const count = sockets.size / 2;
    for (const socket of sockets) socket.resetAndDestroy();
    return count;
  }
}
