import type { Node as FlowNode, NodeChange } from '@xyflow/react';
import { contains, middleOf, type Point, type Rect } from '../point.ts';

/** A frame that is dragged, and what stood in it when the drag began. */
export interface Carrying {
  readonly frame: string;
  readonly from: Point;
  /** Where what moves along stood, by React Flow's id. */
  readonly contents: ReadonlyMap<string, Point>;
}

/**
 * What moves along with the frames among what is dragged: all whose middle lies in one of them. What is dragged itself
 * and larger frames stay out.
 */
export function startCarrying(items: readonly FlowNode[], dragged: readonly FlowNode[]): readonly Carrying[] {
  const taken = new Set(dragged.map(({ id }) => id));
  return dragged
    .filter(({ type }) => type === 'frame')
    .map((frame) => {
      const inside = items.filter((item) => !taken.has(item.id) && standsIn(item, frame));
      for (const { id } of inside) taken.add(id);
      return {
        frame: frame.id,
        from: frame.position,
        contents: new Map(inside.map(({ id, position }) => [id, position])),
      };
    });
}

/** Whether an item stands in a frame, by its middle; a frame stands only in larger ones. */
export function standsIn(item: FlowNode, frame: FlowNode): boolean {
  const [inner, outer] = [rectOf(item), rectOf(frame)];
  if (item.type === 'frame' && inner.width * inner.height >= outer.width * outer.height) return false;
  return contains(outer, middleOf(inner));
}

/** Changes of places, with those of what moves along. */
export function withCarried<Item extends FlowNode>(
  changes: readonly NodeChange<Item>[],
  carryings: readonly Carrying[],
): NodeChange<Item>[] {
  const added: NodeChange<Item>[] = [];
  for (const change of changes) {
    if (change.type !== 'position' || !change.position) continue;
    const carrying = carryings.find(({ frame }) => frame === change.id);
    if (!carrying) continue;
    const by = { x: change.position.x - carrying.from.x, y: change.position.y - carrying.from.y };
    for (const [id, { x, y }] of carrying.contents)
      added.push({ id, type: 'position', position: { x: x + by.x, y: y + by.y }, dragging: true });
  }
  return [...changes, ...added];
}

/** Where an item stands, as far as React Flow has measured it. */
export function rectOf({ position, measured, width, height }: FlowNode): Rect {
  return {
    x: position.x,
    y: position.y,
    width: measured?.width ?? width ?? 0,
    height: measured?.height ?? height ?? 0,
  };
}
