import { ProblemError } from '@latentgraph/graph-core';
import type { ModelComponent, ModelKey } from '@latentgraph/nodes';
import {
  type CheckedModel,
  type ComponentFile,
  type EvaluationSite,
  engineProblem,
  type LoadingProgress,
  type OrtSession,
  openProblem,
  type SessionSource,
} from '@latentgraph/runtime-core';
import type { InferenceSession } from 'onnxruntime-web';
import type { DeviceId } from '../devices/device.ts';
import type { SiteModel } from '../models/site-model-store.ts';
import { engineMissing, type Ort } from './load-ort.ts';

/** What onnxruntime says when its WebAssembly did not arrive, the first time and from then on. */
const NO_BACKEND = /no available backend found/;

export interface SessionSourceOptions {
  readonly device: DeviceId;
  readonly options: InferenceSession.SessionOptions;
  load(): Promise<Ort>;
  /** @throws ProblemError when there is no such model any more */
  locate(model: ModelKey): Promise<CheckedModel<SiteModel>>;
}

/** What sessions have in common on every device. */
export const sharedOptions: InferenceSession.SessionOptions = {
  graphOptimizationLevel: 'all',
  // Errors reach the caller as exceptions; onnxruntime's own lines would fill the console.
  logSeverityLevel: 4,
};

/** Opens the sessions of models that a site offers, fetching what is not here. */
export function createSessionSource(options: SessionSourceOptions): SessionSource {
  return {
    async prepare(key, component) {
      const { model, stored } = await options.locate(key);
      const file = model.components[component];
      if (!file) throw noComponent(key, component);
      const totalBytes = file.sizeBytes;
      const open = async (onProgress: (progress: LoadingProgress) => void): Promise<OrtSession> => {
        const weights = await readWeights(stored, file);
        onProgress({ phase: 'opening', loadedBytes: 0, totalBytes });
        const session = await openSession(weights, file, { model: key, component }, options);
        onProgress({ phase: 'ready', loadedBytes: totalBytes, totalBytes });
        return session;
      };
      return { sizeBytes: totalBytes, open };
    },
  };
}

interface Weights {
  readonly model: Uint8Array;
  /** By the names that the model calls them. */
  readonly externalData: readonly { readonly path: string; readonly data: Uint8Array }[];
}

async function readWeights(stored: SiteModel, file: ComponentFile): Promise<Weights> {
  const folder = `${file.component}/`;
  const externalData: { path: string; data: Uint8Array }[] = [];
  for (const path of file.externalFiles) {
    externalData.push({ path: path.slice(folder.length), data: await stored.read(path) });
  }
  return { model: await stored.read(file.path), externalData };
}

async function openSession(
  { model, externalData }: Weights,
  file: ComponentFile,
  site: EvaluationSite,
  { device, options, load }: SessionSourceOptions,
): Promise<OrtSession> {
  const { InferenceSession } = await load();
  try {
    return await InferenceSession.create(model, { ...options, externalData });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (NO_BACKEND.test(reason)) throw engineMissing(reason);
    const doing = `open the ${site.component} of model '${site.model.name}'`;
    throw engineProblem(reason, doing) ?? openProblem(error, site, file.path, device);
  }
}

function noComponent(model: ModelKey, component: ModelComponent): ProblemError {
  return new ProblemError({
    code: 'model-component-missing',
    message: `Model '${model.name}' has no ${component}.`,
    remedy: `Use a model with ${component}/model.onnx, or leave out the nodes that need it.`,
  });
}
