import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

export interface StaticServerOptions {
  /** Whether to send the headers without which there are no threads. */
  readonly isolated?: boolean;
  /** The folder of the host that the site lies in, as `/some/folder`; by default its root. */
  readonly under?: string;
}

export interface StaticServer {
  readonly origin: string;
  /** Address of the site's page. */
  readonly url: string;
  /** Requests so far. */
  readonly requests: { readonly path: string; readonly range: string | undefined }[];
  /** Stops the next answer for this path after so many bytes, by breaking the connection or by sending no more. */
  stop(path: string, afterBytes: number, how: 'break' | 'stall'): Promise<void>;
  /** Answers for a path with other bytes from now on. */
  replace(path: string, bytes: Uint8Array): void;
  /** Serves the folder as it is again, and forgets the requests. */
  reset(): void;
  close(): Promise<void>;
}

interface Stop {
  readonly afterBytes: number;
  readonly how: 'break' | 'stall';
  stopped(): void;
}

/** A static host on the loopback address, with ETag, Range and If-Range as RFC 9110 has them. */
export async function startStaticServer(
  folder: string,
  { isolated = true, under = '' }: StaticServerOptions = {},
): Promise<StaticServer> {
  const requests: { path: string; range: string | undefined }[] = [];
  const stops = new Map<string, Stop>();
  const replaced = new Map<string, Uint8Array>();
  const server = createServer(async (request, response) => {
    const address = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    if (!address.startsWith(`${under}/`)) return response.writeHead(404).end();
    const path = address.slice(under.length);
    requests.push({ path, range: request.headers.range });
    if (isolated) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    }
    const stop = stops.get(path);
    stops.delete(path);
    const file = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path));
    const bytes = replaced.get(path) ?? (await readFile(file).catch(() => undefined));
    if (!bytes) return response.writeHead(404).end();
    response.setHeader('Content-Type', MEDIA_TYPES[extname(file)] ?? 'application/octet-stream');
    return answer(request, response, bytes, stop);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ origin, url: `${origin}${under}/` },
    requests,
    stop: (path, afterBytes, how) =>
      new Promise((stopped) => void stops.set(path, { afterBytes, how, stopped })),
    replace: (path, bytes) => void replaced.set(path, bytes),
    reset() {
      stops.clear();
      replaced.clear();
      requests.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  stop: Stop | undefined,
): void {
  const tag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
  const from = rangeStart(request, tag);
  response.setHeader('ETag', tag);
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Content-Length', bytes.length - from);
  if (from > 0) response.setHeader('Content-Range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`);
  response.writeHead(from > 0 ? 206 : 200);
  if (!stop) return void response.end(bytes.subarray(from));
  response.write(bytes.subarray(from, from + stop.afterBytes), () => {
    // What was written shall arrive before the connection ends.
    if (stop.how === 'break') setTimeout(() => response.destroy(), 50);
    stop.stopped();
  });
}

/** Where the answer begins: 0 is the whole file, also when it is not the one that the client has a part of. */
function rangeStart({ headers }: IncomingMessage, tag: string): number {
  const match = /^bytes=(\d+)-$/.exec(headers.range ?? '');
  const other = headers['if-range'] !== undefined && headers['if-range'] !== tag;
  return match && !other ? Number(match[1]) : 0;
}
