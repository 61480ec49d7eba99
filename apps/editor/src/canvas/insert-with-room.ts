import { type Edit, moveNodes, sequence, type WorkflowDocument } from '@latentgraph/graph-core';
import { makeRoom } from '../layout/make-room.ts';
import type { CanvasHandle } from './canvas-handle.ts';
import { factsOfNodes } from './node-facts.ts';
import type { Rect } from './point.ts';
import { standingSize } from './standing-box.ts';

/**
 * An edit that puts a node into a wire, with what comes after the node moved out of its way.
 *
 * @param node the node that is put into it; without one it is the one that the edit creates
 */
export function insertWithRoom({ actions }: CanvasHandle, insert: Edit, node?: string): Edit {
  return (document) => {
    const inserted = insert(document);
    if (!inserted.ok) return inserted;
    const id = node ?? inserted.created[0]!;
    const { edges } = inserted.document.graphs.main;
    const places = makeRoom(
      id,
      edges,
      boxesIn(inserted.document, (other) => actions?.boxOf(other)),
    );
    if (Object.keys(places).length === 0) return inserted;
    return sequence(inserted.label, [insert, moveNodes(places)])(document);
  };
}

function boxesIn(
  document: WorkflowDocument,
  drawnBox: (node: string) => Rect | undefined,
): ReadonlyMap<string, Rect> {
  const facts = factsOfNodes(document);
  const { nodes } = document.graphs.main;
  return new Map(
    Object.entries(nodes).map(([id, record]) => {
      const { width, height } = drawnBox(id) ?? standingSize(record, facts.get(id)!);
      const { x, y } = record.position;
      return [id, { x, y, width, height }];
    }),
  );
}
