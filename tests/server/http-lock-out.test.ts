import { createConnection, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { send } from './support/raw-request.ts';
import { createScriptedRuntime } from './support/scripted-runtime.ts';
import { startTestServer, TOKEN } from './support/test-server.ts';

const AUTHORIZED = { Authorization: `Bearer ${TOKEN}` };

async function statuses(url: string, count: number, headers: Record<string, string>): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) {
    found.push((await send(url, { path: '/api/health', headers })).status);
  }
  return found;
}

it('counts what strangers ask for apart from what its owner does', async () => {
  const { server, url } = await startTestServer({
    runtime: createScriptedRuntime(() => {}),
    limits: { requestsPerMinute: 4, refusalsPerMinute: 2 },
  });
  expect(await statuses(url, 6, {})).toEqual([401, 401, 429, 429, 429, 429]);
  expect(await statuses(url, 2, { ...AUTHORIZED, Host: 'evil.example' })).toEqual([403, 403]);
  expect(await statuses(url, 5, AUTHORIZED)).toEqual([200, 200, 200, 200, 429]);
  // Neither keeps a browser from being signed in.
  expect((await send(url, { path: '/sign-in?ticket=wrong' })).status).toBe(429);
  expect((await send(url, { path: server.signInUrl.slice(url.length) })).status).toBe(303);
});

it('keeps room for its owner among connections on which half a request, or none, came', async () => {
  const { url } = await startTestServer({
    runtime: createScriptedRuntime(() => {}),
    limits: { connections: 8 },
  });
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  for (let index = 0; index < 24; index += 1) {
    sockets.push(await connect(url, index % 2 === 0 ? '' : 'GET /api/health HTTP/1.1\r\nHost: '));
    if (index % 8 === 7) expect(await statuses(url, 2, AUTHORIZED)).toEqual([200, 200]);
  }
});

/** A connection that has sent what it will. */
function connect(url: string, text: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: hostname, port: Number(port) }, () => {
      socket.off('error', reject);
      // The server closes it to make room.
      socket.on('error', () => undefined);
      socket.write(text, () => resolve(socket));
    });
    socket.on('error', reject);
  });
}
