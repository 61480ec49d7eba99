import { z } from 'zod';
import { capProblems } from '../document/cap-problems.ts';
import { checkCounts } from '../document/limits.ts';
import { checkPlainData } from '../document/plain-data.ts';
import { readJson } from '../document/read-json.ts';
import {
  FORMAT_VERSION,
  frameSchema,
  graphSchema,
  MAIN_GRAPH,
  nodeIdSchema,
  noteSchema,
  type WorkflowDocument,
} from '../document/schema.ts';
import { schemaProblems } from '../document/schema-problems.ts';
import { failed, type Result } from '../problem.ts';
import { refuse } from './edit.ts';
import { mainGraph } from './lookup.ts';

const FRAGMENT_FORMAT = 'latentgraph-fragment';

/** Where a fragment's content comes to stand: problems name that place, nesting counts from there. */
const PASTED_AT = ['graphs', MAIN_GRAPH];

export const fragmentSchema = z.object({
  format: z.literal(FRAGMENT_FORMAT),
  version: z.literal(FORMAT_VERSION),
  nodes: graphSchema.shape.nodes,
  edges: graphSchema.shape.edges,
  frames: z.record(nodeIdSchema, frameSchema).default({}),
  notes: z.record(nodeIdSchema, noteSchema).default({}),
});

/** A part of a graph on its way to another place, as plain JSON: what copying puts on the clipboard. */
export type Fragment = z.infer<typeof fragmentSchema>;

export interface Selection {
  readonly nodes?: readonly string[];
  readonly frames?: readonly string[];
  readonly notes?: readonly string[];
}

/**
 * Copies what is selected. Wires into the selected nodes are kept too: pasting leaves out those that start elsewhere
 * unless it is asked to keep them. Ids that do not exist are left out.
 */
export function copyFragment(document: WorkflowDocument, selection: Selection): Fragment {
  const graph = mainGraph(document);
  const nodes = pick(graph.nodes, selection.nodes);
  return {
    format: FRAGMENT_FORMAT,
    version: FORMAT_VERSION,
    nodes,
    edges: graph.edges.filter(({ to }) => Object.hasOwn(nodes, to.node)),
    frames: pick(graph.frames, selection.frames),
    notes: pick(graph.notes, selection.notes),
  };
}

function pick<Item>(
  items: Readonly<Record<string, Item>> = {},
  ids: readonly string[] = [],
): Record<string, Item> {
  const present = ids.filter((id) => Object.hasOwn(items, id));
  return Object.fromEntries(present.map((id) => [id, items[id]!]));
}

/** Reads a fragment from a clipboard's text, which may hold anything. Never throws. */
export function parseFragment(text: string): Result<{ fragment: Fragment }> {
  const json = readJson(text);
  if (!json.ok) return json;
  const { value } = json;
  if (
    typeof value !== 'object' ||
    value === null ||
    !('format' in value) ||
    value.format !== FRAGMENT_FORMAT
  ) {
    return refuse({
      code: 'not-a-fragment',
      message: 'What is to be pasted is no part of a Latentgraph workflow.',
      remedy: 'Copy nodes in Latentgraph first.',
    });
  }
  const unsafe = [...checkCounts({ graphs: { main: value } }), ...checkPlainData(value, PASTED_AT)];
  if (unsafe.length > 0) return failed(capProblems(unsafe));
  const parsed = fragmentSchema.safeParse(value);
  if (!parsed.success) return failed(capProblems(schemaProblems(parsed.error.issues, value, PASTED_AT)));
  return { ok: true, warnings: [], fragment: parsed.data };
}
