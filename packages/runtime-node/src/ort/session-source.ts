import { join } from 'node:path';
import { type Problem, ProblemError } from '@latentgraph/graph-core';
import type { ModelKey } from '@latentgraph/nodes';
import {
  createSessionSource,
  type LocatedModel,
  type OrtSession,
  openProblem,
  type SessionSource,
  webGpuLayout,
} from '@latentgraph/runtime-core';
import type { DiskModel } from '../stores/disk-model-store.ts';
import { loadOrt } from './load-ort.ts';
import { writeGraph } from './open-graph.ts';
import { type DeviceId, sessionOptions } from './session-options.ts';

export interface DiskSessionOptions {
  readonly device: DeviceId;
  /** Whether a session that will not open on the device may open on the CPU instead. */
  readonly fallBack?: boolean;
  readonly threads?: number;
  /** @throws ProblemError when there is no such model any more */
  locate(model: ModelKey): Promise<LocatedModel<DiskModel>>;
  warn?(warning: Problem): void;
}

/** Opens the sessions of models that lie on disk. */
export function diskSessions({ device, fallBack, threads, locate, warn }: DiskSessionOptions): SessionSource {
  return createSessionSource({
    locate,
    async open(source, { model, stored }, site) {
      const { InferenceSession } = await loadOrt();
      const layout = webGpuLayout(model, site.component);
      const create = async (on: DeviceId): Promise<OrtSession> => {
        const options = sessionOptions(on, { threads, layout });
        try {
          if (source.kind === 'file') {
            return await InferenceSession.create(join(stored.directory, source.path), options);
          }
          const written = writeGraph(source, stored.directory, on);
          return await InferenceSession.create(written.bytes, { ...options, ...written.options });
        } catch (error) {
          throw openProblem(error, site, source.path, on);
        }
      };
      if (device === 'cpu' || !fallBack) return create(device);
      try {
        return await create(device);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const session = await create('cpu');
        warn?.({
          ...error.problem,
          code: 'device-fallback',
          severity: 'warning',
          remedy: 'It runs on the CPU instead. `latentgraph doctor` tells what the device lacks.',
        });
        return session;
      }
    },
  });
}
