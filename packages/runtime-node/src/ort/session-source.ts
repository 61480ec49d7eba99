import { join } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import type { ModelComponent, ModelKey } from '@latentgraph/nodes';
import {
  type LoadingProgress,
  type ModelVariant,
  type OrtSession,
  openProblem,
  type SessionSource,
} from '@latentgraph/runtime-core';
import { loadOrt } from './load-ort.ts';
import { type DeviceId, sessionOptions } from './session-options.ts';

/** A model's checked files, and the directory they lie in. */
export interface LocatedModel {
  readonly model: ModelVariant;
  readonly directory: string;
}

export interface SessionSourceOptions {
  readonly device: DeviceId;
  readonly threads?: number;
  /** @throws ProblemError when there is no such model any more */
  locate(model: ModelKey): Promise<LocatedModel>;
}

/** Opens the sessions of models that lie on disk. */
export function createSessionSource({ device, threads, locate }: SessionSourceOptions): SessionSource {
  return {
    async prepare(key, component) {
      const { model, directory } = await locate(key);
      const file = model.components[component];
      if (!file) throw noComponent(key, component);
      const open = async (onProgress: (progress: LoadingProgress) => void): Promise<OrtSession> => {
        const ort = await loadOrt();
        const totalBytes = file.sizeBytes;
        onProgress({ phase: 'opening', loadedBytes: 0, totalBytes });
        try {
          const path = join(directory, file.path);
          const session = await ort.InferenceSession.create(path, sessionOptions(device, threads));
          onProgress({ phase: 'ready', loadedBytes: totalBytes, totalBytes });
          return session;
        } catch (error) {
          throw openProblem(error, { model: key, component }, file.path, device);
        }
      };
      return { sizeBytes: file.sizeBytes, open };
    },
  };
}

function noComponent(model: ModelKey, component: ModelComponent): ProblemError {
  return new ProblemError({
    code: 'model-component-missing',
    message: `Model '${model.name}' has no ${component}.`,
    remedy: `Add the model again from a folder with ${component}/model.onnx, or leave out the nodes that need it.`,
  });
}
