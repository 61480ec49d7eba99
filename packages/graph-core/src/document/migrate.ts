import type { AnyNodeDefinition } from '../definition/node-definition.ts';
import type { Registry } from '../definition/registry.ts';
import { failed, type Problem, problem, type Result } from '../problem.ts';
import { checkPlainData } from './plain-data.ts';
import { FORMAT_VERSION, type Graph, MAIN_GRAPH, type NodeRecord, type WorkflowDocument } from './schema.ts';

type Keyed = Record<string, unknown>;

/** Turns a file of one version into a file of the next. It is given plain data that no schema has seen. */
export type DocumentMigration = (file: Keyed) => Keyed;

/** `documentMigrations[n]` turns version n into n + 1. There is one for every version before the present one. */
export const documentMigrations: Readonly<Record<number, DocumentMigration>> = {};

/**
 * Brings a file up to the present version, one version at a time.
 *
 * @param file plain data with a whole `version` from 1 to `target`.
 * @param migrations, target the present ones, unless a test brings its own.
 */
export function migrateFile(
  file: Keyed,
  migrations: Readonly<Record<number, DocumentMigration>> = documentMigrations,
  target: number = FORMAT_VERSION,
): Result<{ file: Keyed }> {
  let migrated = file;
  for (let version = file.version as number; version < target; version += 1) {
    try {
      migrated = { ...migrations[version]!(migrated), version: version + 1 };
    } catch {
      return failed([fileMigrationFailed(version)]);
    }
  }
  return { ok: true, warnings: [], file: migrated };
}

export interface MigratedNodes {
  readonly nodes: Graph['nodes'];
  readonly warnings: readonly Problem[];
}

/** Brings all nodes of the document's graph to the versions that the registry knows; the rest stays as it is. */
export function migrateDocumentNodes(
  document: WorkflowDocument,
  registry: Registry,
): { document: WorkflowDocument; warnings: readonly Problem[] } {
  const graph = document.graphs[MAIN_GRAPH];
  const { nodes, warnings } = migrateNodes(graph.nodes, registry);
  if (nodes === graph.nodes) return { document, warnings };
  return {
    document: { ...document, graphs: { ...document.graphs, [MAIN_GRAPH]: { ...graph, nodes } } },
    warnings,
  };
}

/**
 * Brings the params of nodes that were saved by an older program to the version that the registry knows. Nodes of
 * unknown types stay untouched, silently; nodes of a newer version, and nodes whose migration fails, with a warning.
 * Returns the same map when nothing changed.
 */
export function migrateNodes(nodes: Graph['nodes'], registry: Registry): MigratedNodes {
  const warnings: Problem[] = [];
  const changed: Graph['nodes'] = {};
  for (const [id, node] of Object.entries(nodes)) {
    const definition = registry.nodes.get(node.type);
    if (definition === undefined || node.version === definition.version) continue;
    if (node.version > definition.version) {
      warnings.push(newerNode(id, node, definition));
      continue;
    }
    const migrated = migrateNode(node, definition);
    if (migrated) changed[id] = migrated;
    else warnings.push(nodeMigrationFailed(id, node, definition));
  }
  return { nodes: Object.keys(changed).length === 0 ? nodes : { ...nodes, ...changed }, warnings };
}

/** A version without a migration left the meaning of the params as it was. */
function migrateNode(node: NodeRecord, definition: AnyNodeDefinition): NodeRecord | undefined {
  try {
    let params: Keyed = node.params;
    for (let version = node.version; version < definition.version; version += 1) {
      params = definition.migrations?.[version]?.(params) ?? params;
    }
    if (checkPlainData(params).length > 0) return undefined;
    return { ...node, version: definition.version, params: params as NodeRecord['params'] };
  } catch {
    return undefined;
  }
}

function fileMigrationFailed(version: number): Problem {
  return problem({
    code: 'file-migration-failed',
    message: `This workflow has version ${version} and could not be brought to version ${version + 1}: it is damaged.`,
    remedy: 'Open it with the Latentgraph that saved it, repair it there, and save it again.',
    path: 'version',
  });
}

function newerNode(id: string, node: NodeRecord, definition: AnyNodeDefinition): Problem {
  return problem({
    code: 'newer-node-version',
    severity: 'warning',
    message:
      `Node '${id}' was saved by version ${node.version} of ${node.type}; ` +
      `this program has version ${definition.version}.`,
    remedy: 'Update Latentgraph or the package that brings this node.',
    node: id,
  });
}

function nodeMigrationFailed(id: string, node: NodeRecord, definition: AnyNodeDefinition): Problem {
  return problem({
    code: 'node-migration-failed',
    severity: 'warning',
    message:
      `The params of node '${id}' could not be brought from version ${node.version} of ${node.type} ` +
      `to version ${definition.version}.`,
    remedy: 'Replace the node by a new one.',
    node: id,
  });
}
