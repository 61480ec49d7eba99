import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../lib/stage.mjs';

const COLUMNS = 6;
const COLUMN_WIDTH = 3000;
const ROW_HEIGHT = 1300;

/**
 * A workflow of `count` nodes: copies of the text-to-image example, side by side, each with its zone and wires. The
 * last copy lacks the nodes that are too many.
 *
 * @param {number} count
 */
export function largeWorkflow(count) {
  const example = JSON.parse(readFileSync(join(root, 'examples', 'text-to-image.json'), 'utf8'));
  const { nodes, edges } = example.graphs.main;
  const large = { nodes: {}, edges: [] };
  for (let copy = 0; Object.keys(large.nodes).length < count; copy += 1) {
    const nameOf = (id) => (copy === 0 ? id : `${id}-${copy + 1}`);
    for (const [id, node] of Object.entries(nodes)) {
      if (Object.keys(large.nodes).length === count) break;
      large.nodes[nameOf(id)] = copyOf(node, copy, nameOf);
    }
    for (const { from, to } of edges) {
      const [source, target] = [nameOf(from.node), nameOf(to.node)];
      if (!(source in large.nodes && target in large.nodes)) continue;
      large.edges.push({ from: { ...from, node: source }, to: { ...to, node: target } });
    }
  }
  return { ...example, name: `${count} nodes`, exposed: [], graphs: { main: large } };
}

function copyOf({ position, params, ...node }, copy, nameOf) {
  const x = position.x + (copy % COLUMNS) * COLUMN_WIDTH;
  const y = position.y + Math.floor(copy / COLUMNS) * ROW_HEIGHT;
  const zone = params.zone === undefined ? {} : { zone: nameOf(params.zone) };
  return { ...node, params: { ...params, ...zone }, position: { x, y } };
}
