import type { JobService } from '../job-service.ts';
import type { EventStreams } from './events/event-streams.ts';
import type { Connections } from './guards/connections.ts';
import type { HeldBytes } from './guards/held-bytes.ts';
import type { ServerLimits } from './limits.ts';
import type { ModelCatalogue } from './model-catalogue.ts';
import type { Thumbnails } from './pictures/thumbnails.ts';
import type { RequestCounts } from './request-log.ts';

/** What handlers work with. */
export interface ServerContext {
  readonly jobs: JobService;
  readonly models: ModelCatalogue;
  readonly limits: ServerLimits;
  readonly connections: Connections;
  readonly held: HeldBytes;
  readonly streams: EventStreams;
  readonly thumbnails: Thumbnails;
  readonly counts: RequestCounts;
  /** `performance.now()` at the start. */
  readonly startedMs: number;
  isStopping(): boolean;
}
