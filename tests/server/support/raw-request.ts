import { type Agent, request } from 'node:http';

export interface RawRequest {
  readonly method?: string;
  /** As it goes over the wire: nothing is resolved or escaped. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** By default the request has a connection of its own. */
  readonly agent?: Agent;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** One request, with headers and paths that `fetch` would not let through. */
export function send(
  url: string,
  { method = 'GET', path, headers = {}, body, agent }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path, headers, agent: agent ?? false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The code of the first problem of a refusal. */
export function codeOf({ body }: RawAnswer): string {
  return (JSON.parse(body.toString()) as { problems: { code: string }[] }).problems[0]?.code ?? '';
}
