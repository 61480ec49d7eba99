import type { ModelKey } from '@latentgraph/nodes';
import {
  type ComponentFile,
  createSessionSource,
  engineProblem,
  type LocatedModel,
  openProblem,
  type SessionSource,
} from '@latentgraph/runtime-core';
import type { InferenceSession } from 'onnxruntime-web';
import type { DeviceId } from '../devices/device.ts';
import { checkpointElsewhere } from '../models/checkpoint-elsewhere.ts';
import type { SiteModel } from '../models/site-model-store.ts';
import { engineMissing, type Ort } from './load-ort.ts';

/** What onnxruntime says when its WebAssembly did not arrive, the first time and from then on. */
const NO_BACKEND = /no available backend found/;

export interface SiteSessionOptions {
  readonly device: DeviceId;
  /** Which part of onnxruntime computes what, for one file of a model. */
  providers(from: LocatedModel<SiteModel>, file: ComponentFile): InferenceSession.SessionOptions;
  load(): Promise<Ort>;
  /** @throws ProblemError when there is no such model any more */
  locate(model: ModelKey): Promise<LocatedModel<SiteModel>>;
}

/** What sessions have in common on every device. */
const SHARED_OPTIONS: InferenceSession.SessionOptions = {
  graphOptimizationLevel: 'all',
  // Errors reach the caller as exceptions; onnxruntime's own lines would fill the console.
  logSeverityLevel: 4,
};

/** Opens the sessions of models that a site offers, fetching what is not here. */
export function siteSessions({ device, providers, load, locate }: SiteSessionOptions): SessionSource {
  return createSessionSource({
    locate,
    async open(file, from, site) {
      if (file.kind === 'graph') throw checkpointElsewhere(site.model.name);
      const { model, externalData } = await readWeights(from.stored, file);
      const { InferenceSession } = await load();
      try {
        return await InferenceSession.create(model, {
          ...SHARED_OPTIONS,
          ...providers(from, file),
          externalData,
        });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (NO_BACKEND.test(reason)) throw engineMissing(reason);
        const doing = `open the ${site.component} of model '${site.model.name}'`;
        throw engineProblem(reason, doing) ?? openProblem(error, site, file.path, device);
      }
    },
  });
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
