import type { Edge, WorkflowDocument } from './schema.ts';
import { compareText, type Layout, writeJson } from './write-json.ts';

const end: Layout = { first: ['node', 'port', 'order'], line: true };
const edge: Layout = { first: ['from', 'to'], line: true, keys: { from: end, to: end } };
const position: Layout = { first: ['x', 'y'] };
const size: Layout = { first: ['width', 'height'] };

const node: Layout = {
  first: ['type', 'version', 'title', 'params', 'position', 'size', 'color', 'collapsed', 'mode'],
  open: true,
  keys: { position, size },
};
const frame: Layout = { first: ['title', 'position', 'size', 'color'], keys: { position, size } };
const note: Layout = { first: ['text', 'position', 'size', 'color'], keys: { position, size } };

const graph: Layout = {
  first: ['nodes', 'edges', 'frames', 'notes'],
  open: true,
  keys: {
    nodes: { open: true, each: node },
    edges: { open: true, each: edge, compare: compareEdges },
    frames: { open: true, each: frame },
    notes: { open: true, each: note },
  },
};

/** What a person looks for stands at the top, megabytes of base64 at the bottom. */
const workflow: Layout = {
  first: ['format', 'version', 'name', 'description'],
  last: 'assets',
  open: true,
  keys: {
    graphs: { open: true, each: graph },
    exposed: { open: true, each: { first: ['name', 'node', 'param', 'title', 'description'] } },
    models: { open: true, each: { first: ['name', 'source', 'hash'] } },
    assets: { open: true, each: { first: ['mediaType', 'data'] } },
  },
};

/**
 * The text of a workflow file. It depends on the document's data alone, not on the order in which keys or edges came
 * about; small objects stand on one line, so that a change of one wire or param is a change of one line.
 *
 * @throws RangeError for values that JSON cannot hold; neither parsing nor editing lets them in.
 */
export function serializeWorkflow(document: WorkflowDocument): string {
  return `${writeJson(document, workflow)}\n`;
}

function compareEdges(one: Edge, other: Edge): number {
  return (
    compareText(one.to.node, other.to.node) ||
    compareText(one.to.port, other.to.port) ||
    (one.to.order ?? -1) - (other.to.order ?? -1) ||
    compareText(one.from.node, other.from.node) ||
    compareText(one.from.port, other.from.port)
  );
}
