import type { Edge, NodeRecord, WorkflowDocument } from '@latentgraph/graph-core';
import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/react';
import { nodeName } from '../accessibility/node-name.ts';
import { type Selection, wireKey } from '../document/selection.ts';
import { type FrameItem, frameItems, type NoteItem } from './frames/frame-items.ts';
import { isFault, type NodeFacts } from './node-facts.ts';

export type GraphNode = FlowNode<{ readonly record: NodeRecord; readonly facts: NodeFacts }, 'node'>;

/** What stands on the canvas. */
export type CanvasItem = GraphNode | FrameItem | NoteItem;
export type GraphWire = FlowEdge<WireData, 'wire'>;

export interface WireData extends Record<string, unknown> {
  readonly edge: Edge;
  readonly type: string | undefined;
  /** Whether something is wrong with what it brings to its input. */
  readonly faulty: boolean;
  /** Whether a run leaves it out. */
  readonly skipped: boolean;
}

/**
 * What React Flow shows of a document. Items of the last time are kept where nothing about them changed, with the
 * sizes that React Flow measured, so that only what changed renders again.
 */
export function canvasItems(
  document: WorkflowDocument,
  facts: ReadonlyMap<string, NodeFacts>,
  selection: Selection,
  before: readonly CanvasItem[],
): CanvasItem[] {
  const known = new Map(before.map((item) => [item.id, item]));
  const nodes = Object.entries(document.graphs.main.nodes).map(([id, record]) =>
    nodeItem(id, record, facts.get(id)!, selection.nodes.has(id), known),
  );
  return [...frameItems(document, selection, before), ...nodes];
}

type KnownItems = ReadonlyMap<string, CanvasItem>;

function nodeItem(
  id: string,
  record: NodeRecord,
  facts: NodeFacts,
  selected: boolean,
  known: KnownItems,
): GraphNode {
  const last = known.get(id) as GraphNode | undefined;
  const same = last?.data.record === record && last.data.facts === facts;
  if (same && last.selected === selected && isAt(last, record)) return last;
  const data = same ? last.data : { record, facts };
  const ariaLabel = nodeName(record, facts);
  return { ...last, id, type: 'node', position: placeOf(record), data, selected, ariaLabel };
}

function placeOf({ position: { x, y } }: Pick<NodeRecord, 'position'>) {
  return { x, y };
}

function isAt({ position }: CanvasItem, record: Pick<NodeRecord, 'position'>): boolean {
  return position.x === record.position.x && position.y === record.position.y;
}

/**
 * Wires of the last time are kept where nothing about them changed, and the list of them where nothing about any did:
 * React Flow files all wires anew for a new list.
 */
export function canvasWires(
  { graphs: { main } }: WorkflowDocument,
  facts: ReadonlyMap<string, NodeFacts>,
  selection: Selection,
  before: readonly GraphWire[],
): readonly GraphWire[] {
  const known = new Map(before.map((wire) => [wire.id, wire]));
  const { wires } = selection;
  const after = main.edges
    .filter(({ from, to }) => facts.has(from.node) && facts.has(to.node))
    .map((edge): GraphWire => {
      const id = wireKey(edge);
      const data = wireData(edge, facts);
      const last = known.get(id);
      const selected = wires.has(id);
      if (last?.data !== undefined && last.selected === selected && isSameWire(last.data, data)) return last;
      return {
        id,
        type: 'wire',
        source: edge.from.node,
        sourceHandle: edge.from.port,
        target: edge.to.node,
        targetHandle: edge.to.port,
        selected,
        data,
      };
    });
  const same = after.length === before.length && after.every((wire, index) => wire === before[index]);
  return same ? before : after;
}

function wireData(edge: Edge, facts: ReadonlyMap<string, NodeFacts>): WireData {
  const { from, to } = edge;
  const source = facts.get(from.node)!;
  const target = facts.get(to.node)!;
  const output = source.outputs.find(({ name }) => name === from.port);
  const input = target.inputs.find(({ name }) => name === to.port);
  return {
    edge,
    type: output?.type,
    faulty: input?.problem !== undefined && isFault(input.problem),
    skipped: source.skipped || target.skipped,
  };
}

function isSameWire(one: WireData, other: WireData): boolean {
  return (
    one.edge === other.edge &&
    one.type === other.type &&
    one.faulty === other.faulty &&
    one.skipped === other.skipped
  );
}
