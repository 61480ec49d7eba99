import type { Registry, WorkflowDocument } from '@latentgraph/graph-core';
import { assetsNamedIn } from './document-assets.ts';

/** What a workflow needs that is not in it. */
export interface Requirements {
  readonly models: readonly NeededModel[];
  readonly assets: readonly NeededAsset[];
  /** Node types that this program does not know, each once. */
  readonly unknownTypes: readonly string[];
}

export interface NeededModel {
  readonly name: string;
  /** Nodes that open it; none where only the file's list of models names it. */
  readonly nodes: readonly string[];
  /** Where the file says that it can be had: words to read, never an address to open. */
  readonly source: string | undefined;
}

export interface NeededAsset {
  readonly hash: string;
  readonly nodes: readonly string[];
}

/** Reads from the document alone, without asking a runtime or a network. */
export function requirementsOf(document: WorkflowDocument, registry: Registry): Requirements {
  const nodes = Object.entries(document.graphs.main.nodes);
  const unknown = nodes.map(([, { type }]) => type).filter((type) => !registry.nodes.has(type));
  return {
    models: neededModels(document, registry),
    assets: assetsNamedIn(document).map((hash) => ({
      hash,
      nodes: nodes.filter(([, { params }]) => JSON.stringify(params).includes(hash)).map(([id]) => id),
    })),
    unknownTypes: [...new Set(unknown)].sort(),
  };
}

function neededModels(document: WorkflowDocument, registry: Registry): readonly NeededModel[] {
  const models = new Map<string, { nodes: string[]; source: string | undefined }>();
  for (const { name, source } of document.models ?? []) models.set(name, { nodes: [], source });
  for (const [id, record] of Object.entries(document.graphs.main.nodes)) {
    for (const name of modelsOf(record, registry)) {
      const model = models.get(name) ?? { nodes: [], source: undefined };
      model.nodes.push(id);
      models.set(name, model);
    }
  }
  return [...models].map(([name, model]) => ({ name, ...model })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

type NodeRecord = WorkflowDocument['graphs']['main']['nodes'][string];

/** The values of the params that choose a model; where the file leaves one out, its default. */
function modelsOf({ type, params }: NodeRecord, registry: Registry): readonly string[] {
  const shape = registry.nodes.get(type)?.params.shape ?? {};
  return Object.entries(shape).flatMap(([param, schema]) => {
    if (schema.meta()?.widget !== 'model') return [];
    const value = params[param] ?? schema.safeParse(undefined).data;
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}
