import type { AssetStore, Problem } from '@latentgraph/graph-core';
import type { Backend, ImageCodec, NodeServices } from '@latentgraph/nodes';
import {
  createOutputSink,
  importDocumentAssets,
  type ModelLibrary,
  type Provenance,
  provenanceOf,
  type RunScope,
} from '@latentgraph/runtime-core';
import type { SiteModel } from '../models/site-model-store.ts';
import { sha256 } from '../sha256.ts';

export interface ServicesOptions {
  readonly ops: Backend;
  readonly library: ModelLibrary<SiteModel>;
  readonly assets: AssetStore;
  /** Null when nobody looks. */
  readonly previews: AssetStore | null;
  readonly images: ImageCodec;
  /** What pictures say they were made by. */
  readonly runtime: Provenance['runtime'];
  /** What every run has to be told. */
  readonly warnings: readonly Problem[];
}

/** What nodes are given, for one run after the other. */
export function createServices(options: ServicesOptions): (scope: RunScope) => Promise<NodeServices> {
  const { ops, library, assets, previews, images, runtime } = options;
  return async (scope) => {
    const { emit, request } = scope;
    const used = await library.used(scope.models);
    const carried = await importDocumentAssets(request.document, { assets, hashOf: sha256 });
    for (const problem of [...options.warnings, ...used.warnings, ...carried])
      emit({ type: 'warning', problem });
    const provenance = () => provenanceOf(scope, used.models, runtime);
    return {
      ...{ ops, images, assets, models: library.access },
      sizeMultiplePx: used.sizeMultiplePx,
      outputs: createOutputSink({ images, assets, previews, provenance, emit }),
    };
  };
}
