import { nodeIdSchema } from '../document/schema.ts';
import { failed } from '../problem.ts';
import type { WireEnd } from './edges.ts';
import { applyEdit, type Edit, refuse } from './edit.ts';
import { findNode, mainGraph, missingNodes } from './lookup.ts';
import { valueProblems } from './values.ts';

/** Gives a node another id; its wires and exposed params follow. */
export function renameNode(id: string, newId: string): Edit {
  return (document) => {
    const problems = missingNodes(document, [id]);
    problems.push(...valueProblems(nodeIdSchema, newId, ['graphs', 'main', 'nodes', newId]));
    if (problems.length > 0) return failed(problems);
    if (id !== newId && findNode(document, newId) !== undefined) {
      return refuse({
        code: 'id-taken',
        message: `Cannot rename '${id}': there is a node '${newId}' already.`,
        remedy: 'Choose an id that no other node has.',
        node: newId,
      });
    }
    const renamed = <End extends WireEnd>(end: End): End => (end.node === id ? { ...end, node: newId } : end);
    return applyEdit(document, `Rename ${id} to ${newId}`, (draft) => {
      if (id === newId) return;
      const graph = mainGraph(draft);
      graph.nodes[newId] = findNode(document, id)!;
      delete graph.nodes[id];
      for (const [index, edge] of mainGraph(document).edges.entries()) {
        if (edge.from.node !== id && edge.to.node !== id) continue;
        graph.edges[index] = { ...edge, from: renamed(edge.from), to: renamed(edge.to) };
      }
      for (const [index, { node }] of (document.exposed ?? []).entries()) {
        if (node === id) draft.exposed![index]!.node = newId;
      }
    });
  };
}
