import { ProblemError } from '@latentgraph/graph-core';
import type { ModelComponent, ModelKey } from '@latentgraph/nodes';
import type { CheckedModel, StoredModel } from '../model-folder/model-library.ts';
import type { ComponentSource } from '../model-folder/model-variant.ts';
import type { EvaluationSite } from './feeds.ts';
import type { OrtSession } from './ort.ts';
import type { SessionSource } from './session-pool.ts';

/** A model's checked files, and where they are kept. */
export type LocatedModel<Stored extends StoredModel> = Pick<CheckedModel<Stored>, 'model' | 'stored'>;

export interface SessionSourceOptions<Stored extends StoredModel> {
  /** @throws ProblemError when there is no such model any more */
  locate(model: ModelKey): Promise<LocatedModel<Stored>>;
  /** @throws ProblemError when the file does not come or onnxruntime refuses it */
  open(source: ComponentSource, from: LocatedModel<Stored>, site: EvaluationSite): Promise<OrtSession>;
}

/** Finds what a component of a model is opened from and has it opened, telling how far it is. */
export function createSessionSource<Stored extends StoredModel>({
  locate,
  open,
}: SessionSourceOptions<Stored>): SessionSource {
  return {
    async prepare(key, component) {
      const located = await locate(key);
      const source = located.model.components[component];
      if (!source) throw noComponent(key, component);
      const totalBytes = source.sizeBytes;
      return {
        sizeBytes: totalBytes,
        async open(onProgress) {
          onProgress({ phase: 'opening', loadedBytes: 0, totalBytes });
          const session = await open(source, located, { model: key, component });
          onProgress({ phase: 'ready', loadedBytes: totalBytes, totalBytes });
          return session;
        },
      };
    },
  };
}

function noComponent(model: ModelKey, component: ModelComponent): ProblemError {
  return new ProblemError({
    code: 'model-component-missing',
    message: `Model '${model.name}' has no ${component}.`,
    remedy: `Use a model with ${component}/model.onnx, or leave out the nodes that need it.`,
  });
}
