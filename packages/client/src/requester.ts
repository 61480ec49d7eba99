import { problem } from '@latentgraph/graph-core';
import type { z } from 'zod';
import type { Route, RouteInput, RouteOutput } from './contract/route.ts';
import { problemsSchema } from './contract/schemas.ts';
import { notUnderstood, RequestError, unreachable } from './errors.ts';

export interface ServerAddress {
  /** `http://127.0.0.1:8188` */
  readonly url: string;
  /** Left out in a browser, where a cookie signs the requests. */
  readonly token?: string;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Parts {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** Calls routes of one server. */
export class Requester {
  readonly url: string;
  readonly #token: string | undefined;

  constructor({ url, token }: ServerAddress) {
    this.url = new URL(url).origin;
    this.#token = token;
  }

  /** @throws RequestError when the server refuses, fails, cannot be reached, or answers in another language */
  async call<R extends Route>(
    route: R,
    input: RouteInput<R>,
    options: RequestOptions = {},
  ): Promise<RouteOutput<R>> {
    const response = await this.#send(route, input as Parts, options);
    if (!response.ok) throw await refusal(this.url, response);
    return (await read(this.url, route, response)) as RouteOutput<R>;
  }

  /** The address of a route, for what loads by itself: `<img src>`. */
  urlOf<R extends Route>(route: R, input: RouteInput<R>): string {
    const { params, query } = input as Parts;
    return `${this.url}${pathOf(route, params)}${searchOf(query)}`;
  }

  async #send(route: Route, input: Parts, { signal, headers }: RequestOptions): Promise<Response> {
    const url = this.urlOf(route, input as RouteInput<Route>);
    try {
      return await fetch(url, {
        method: route.method.toUpperCase(),
        redirect: 'error',
        headers: { ...this.#authorization(), ...typeOf(route), ...headers },
        ...(input.body === undefined ? {} : { body: encode(route, input.body) }),
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw unreachable(this.url, error);
    }
  }

  #authorization(): Record<string, string> {
    return this.#token === undefined ? {} : { Authorization: `Bearer ${this.#token}` };
  }
}

/** Params are checked first: `..` as a name would make another path of this one. */
function pathOf(route: Route, params: unknown): string {
  const checked = route.params?.safeParse(params);
  if (checked?.success === false) {
    throw new RequestError(0, [
      problem({
        code: 'request-invalid',
        message: `Cannot ask for ${route.path}: ${checked.error.issues[0]?.message ?? 'a name is wrong'}`,
        remedy: 'Use an id, a name or a hash as the server gave it.',
      }),
    ]);
  }
  const values = (checked?.data ?? {}) as Record<string, string>;
  return route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

function searchOf(query: unknown): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size === 0 ? '' : `?${search}`;
}

function typeOf({ body }: Route): Record<string, string> {
  if (body === undefined) return {};
  return { 'Content-Type': body === 'octets' ? 'application/octet-stream' : 'application/json' };
}

function encode(route: Route, body: unknown): string | Uint8Array<ArrayBuffer> {
  if (route.body === 'octets') return body as Uint8Array<ArrayBuffer>;
  // Seeds may come as bigint, which JSON does not have.
  return JSON.stringify(body, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}

async function read(url: string, route: Route, response: Response): Promise<unknown> {
  if (route.response === 'nothing') return undefined;
  if (route.response === 'octets' || route.response === 'events') return response;
  return parse(url, response, route.response);
}

async function parse<Schema extends z.ZodType>(
  url: string,
  response: Response,
  schema: Schema,
): Promise<z.output<Schema>> {
  const json: unknown = await response.json().catch(() => undefined);
  const result = schema.safeParse(json);
  if (!result.success) throw notUnderstood(url, response.status);
  return result.data;
}

async function refusal(url: string, response: Response): Promise<RequestError> {
  const { problems } = await parse(url, response, problemsSchema);
  const [first, ...others] = problems;
  if (first === undefined) throw notUnderstood(url, response.status);
  return new RequestError(response.status, [first, ...others]);
}
