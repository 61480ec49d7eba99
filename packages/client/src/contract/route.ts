import type { z } from 'zod';

/**
 * One route of the server: enough to check a request, to type handler and client, and to document it.
 * JSON goes in and out, except for octets (any bytes) and events (`text/event-stream`).
 */
export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  /** Params as `:name`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType | 'octets';
  readonly response: z.ZodType | 'octets' | 'events' | 'nothing';
}

/** Keeps the exact type of a route. */
export function defineRoute<const R extends Route>(route: R): R {
  return route;
}

type Checked = 'params' | 'query';

/** What a caller gives. */
export type RouteInput<R extends Route> = {
  readonly [Part in Checked as R[Part] extends z.ZodType ? Part : never]: R[Part] extends z.ZodType
    ? z.input<R[Part]>
    : never;
} & (R['body'] extends 'octets'
  ? { readonly body: Uint8Array }
  : R['body'] extends z.ZodType
    ? { readonly body: z.input<R['body']> }
    : unknown);

/** What a handler gets, once it is checked. */
export type RouteRequest<R extends Route> = {
  readonly [Part in Checked as R[Part] extends z.ZodType ? Part : never]: R[Part] extends z.ZodType
    ? z.output<R[Part]>
    : never;
} & (R['body'] extends 'octets'
  ? { readonly body: Uint8Array }
  : R['body'] extends z.ZodType
    ? { readonly body: z.output<R['body']> }
    : unknown);

/** What a handler returns; octets and events it writes itself. */
export type RouteResult<R extends Route> = R['response'] extends z.ZodType ? z.input<R['response']> : unknown;

/** What a caller gets; octets and events come as the raw response. */
export type RouteOutput<R extends Route> = R['response'] extends z.ZodType
  ? z.output<R['response']>
  : R['response'] extends 'nothing'
    ? undefined
    : Response;
