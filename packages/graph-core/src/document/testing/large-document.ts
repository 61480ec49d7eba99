import { FORMAT_NAME, FORMAT_VERSION, type WorkflowDocument } from '../schema.ts';

/** A chain of `count` nodes with ten params each; every node is also wired to the first. */
export function largeDocument(count: number): WorkflowDocument {
  const nodes: WorkflowDocument['graphs']['main']['nodes'] = {};
  const edges: WorkflowDocument['graphs']['main']['edges'] = [];
  for (let index = 0; index < count; index += 1) {
    nodes[`node-${index}`] = {
      type: 'Sum',
      version: 1,
      params: Object.fromEntries(
        Array.from({ length: 10 }, (_, param) => [`param${param}`, index + param / 10]),
      ),
      position: { x: index * 10, y: index % 100 },
    };
    if (index === 0) continue;
    edges.push({
      from: { node: `node-${index - 1}`, port: 'value' },
      to: { node: `node-${index}`, port: 'a' },
    });
    edges.push({ from: { node: 'node-0', port: 'value' }, to: { node: `node-${index}`, port: 'b' } });
  }
  return { format: FORMAT_NAME, version: FORMAT_VERSION, graphs: { main: { nodes, edges } } };
}
