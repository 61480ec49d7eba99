import {
  type AssetStore,
  assetHashSchema,
  type ModelStore,
  type RunEvent,
  type RunRequest,
  type Runtime,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { routes } from './contract/routes.ts';
import type {
  Health,
  Metrics,
  ModelDetails,
  ModelList,
  RunPage,
  RunQuery,
  RunRecord,
  ThumbnailSize,
} from './contract/schemas.ts';
import { RequestError } from './errors.ts';
import { followRun } from './follow-run.ts';
import { Requester, type ServerAddress } from './requester.ts';

export interface SubmitOptions {
  /** The same key never makes a second run: the first one's id comes back. */
  readonly jobKey?: string;
  /** Higher first; 0 by default, −100…100. */
  readonly priority?: number;
}

/** A server as a Runtime, and what else a server can do. */
export interface HttpRuntime extends Runtime {
  submit(request: RunRequest & SubmitOptions): Promise<string>;
  history(query?: RunQuery): Promise<RunPage>;
  run(run: string): Promise<RunRecord>;
  /** What was submitted, to run it again. */
  request(run: string): Promise<RunRequest & SubmitOptions>;
  /** Takes a run that has ended out of the history. */
  remove(run: string): Promise<void>;
  readonly models: ServerModels;
  health(): Promise<Health>;
  metrics(): Promise<Metrics>;
  /** For `<img src>`. */
  assetUrl(hash: string): string;
  thumbnailUrl(hash: string, size?: ThumbnailSize): string;
}

export interface ServerModels extends ModelStore {
  diskUse(): Promise<ModelList['diskUse']>;
  details(name: string): Promise<ModelDetails>;
  remove(name: string): Promise<void>;
}

/**
 * A Runtime on a server. Every method throws a RequestError for what the server refuses; events survive broken
 * connections and restarts of the server.
 *
 * @param address without a token in a browser, where the page came from the same server
 */
export function createHttpRuntime(address: ServerAddress): HttpRuntime {
  const requester = new Requester(address);
  return {
    describe: () => requester.call(routes.describe, {}),
    submit: async (request) => (await requester.call(routes.submit, { body: request })).run,
    events: (run, afterSeq): AsyncIterable<RunEvent> => followRun(requester, run, afterSeq),
    cancel: (run) => requester.call(routes.cancel, { params: { run } }),
    async runs() {
      const { runs } = await requester.call(routes.history, { query: { limit: 200 } });
      return runs.map(({ id, state, name }) => ({ run: id, state, name }));
    },
    history: (query = {}) => requester.call(routes.history, { query }),
    run: (run) => requester.call(routes.run, { params: { run } }),
    async request(run) {
      const request = await requester.call(routes.request, { params: { run } });
      return { ...request, document: request.document as WorkflowDocument } as RunRequest & SubmitOptions;
    },
    remove: (run) => requester.call(routes.remove, { params: { run } }),
    assets: assetStore(requester),
    models: modelStore(requester),
    health: () => requester.call(routes.health, {}),
    metrics: () => requester.call(routes.metrics, {}),
    assetUrl: (hash) => requester.urlOf(routes.asset, { params: { hash } }),
    thumbnailUrl: (hash, size = 256) =>
      requester.urlOf(routes.thumbnail, { params: { hash }, query: { size } }),
  };
}

function assetStore(requester: Requester): AssetStore {
  async function get(hash: string) {
    const response = await find(requester, hash);
    if (response === undefined) return undefined;
    const mediaType = response.headers.get('Content-Type') ?? 'application/octet-stream';
    return { hash, mediaType, bytes: new Uint8Array(await response.arrayBuffer()) };
  }
  return {
    async put(bytes, mediaType) {
      return (await requester.call(routes.putAsset, { body: bytes, query: { mediaType } })).hash;
    },
    get,
    async has(hash) {
      const response = await find(requester, hash);
      await response?.body?.cancel();
      return response !== undefined;
    },
  };
}

async function find(requester: Requester, hash: string): Promise<Response | undefined> {
  if (!assetHashSchema.safeParse(hash).success) return undefined;
  try {
    return await requester.call(routes.asset, { params: { hash } });
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return undefined;
    throw error;
  }
}

function modelStore(requester: Requester): ServerModels {
  return {
    list: async () => (await requester.call(routes.models, {})).models,
    diskUse: async () => (await requester.call(routes.models, {})).diskUse,
    details: (name) => requester.call(routes.model, { params: { name } }),
    remove: (name) => requester.call(routes.removeModel, { params: { name } }),
  };
}
