import { join } from 'node:path';
import { type Problem, ProblemError } from '@latentgraph/graph-core';
import type { ModelComponent, ModelKey } from '@latentgraph/nodes';
import {
  type CheckedModel,
  type ComponentFile,
  type EvaluationSite,
  type LoadingProgress,
  type OrtSession,
  openProblem,
  type SessionSource,
} from '@latentgraph/runtime-core';
import type { DiskModel } from '../stores/disk-model-store.ts';
import { loadOrt } from './load-ort.ts';
import { type DeviceId, sessionOptions } from './session-options.ts';

/** A model's checked files, and the directory they lie in. */
export type LocatedModel = Pick<CheckedModel<DiskModel>, 'model' | 'stored'>;

export interface SessionSourceOptions {
  readonly device: DeviceId;
  /** Whether a session that will not open on the device may open on the CPU instead. */
  readonly fallBack?: boolean;
  readonly threads?: number;
  /** @throws ProblemError when there is no such model any more */
  locate(model: ModelKey): Promise<LocatedModel>;
  warn?(warning: Problem): void;
}

/** Opens the sessions of models that lie on disk. */
export function createSessionSource(options: SessionSourceOptions): SessionSource {
  return {
    async prepare(key, component) {
      const { model, stored } = await options.locate(key);
      const file = model.components[component];
      if (!file) throw noComponent(key, component);
      const totalBytes = file.sizeBytes;
      const open = async (onProgress: (progress: LoadingProgress) => void): Promise<OrtSession> => {
        onProgress({ phase: 'opening', loadedBytes: 0, totalBytes });
        const session = await openSession(stored.directory, file, { model: key, component }, options);
        onProgress({ phase: 'ready', loadedBytes: totalBytes, totalBytes });
        return session;
      };
      return { sizeBytes: totalBytes, open };
    },
  };
}

async function openSession(
  directory: string,
  file: ComponentFile,
  site: EvaluationSite,
  { device, fallBack, threads, warn }: SessionSourceOptions,
): Promise<OrtSession> {
  const { InferenceSession } = await loadOrt();
  const create = (on: DeviceId) =>
    InferenceSession.create(join(directory, file.path), sessionOptions(on, threads)).catch(
      (error: unknown) => {
        throw openProblem(error, site, file.path, on);
      },
    );
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
}

function noComponent(model: ModelKey, component: ModelComponent): ProblemError {
  return new ProblemError({
    code: 'model-component-missing',
    message: `Model '${model.name}' has no ${component}.`,
    remedy: `Add the model again from a folder with ${component}/model.onnx, or leave out the nodes that need it.`,
  });
}
