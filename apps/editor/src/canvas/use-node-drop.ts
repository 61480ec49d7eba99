import { addNode, insertOnWire, type NewNode } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useMemo } from 'react';
import { draggedNodeType, isNodeDrag } from '../add-node/drag-node.ts';
import { useServices } from '../app/services-context.tsx';
import type { CanvasItem, GraphWire } from './flow-items.ts';
import { insertWithRoom } from './insert-with-room.ts';
import { NODE_WIDTH, TITLE_HEIGHT } from './node/node-geometry.ts';
import { wireOfElement } from './wires/wire-of-element.ts';

interface DropHandlers {
  onDragOver(event: DragEvent): void;
  onDragLeave(event: DragEvent): void;
  onDrop(event: DragEvent): void;
}

/** Takes nodes that are dragged from the library: onto the canvas, or into a wire. */
export function useNodeDrop(): DropHandlers {
  const { editor, canvas } = useServices();
  const flow = useReactFlow<CanvasItem, GraphWire>();
  return useMemo(() => {
    const wireAt = ({ clientX, clientY }: DragEvent) =>
      wireOfElement(document.elementFromPoint(clientX, clientY), editor.document);
    const newNode = ({ dataTransfer, clientX, clientY }: DragEvent): NewNode => {
      const { x, y } = flow.screenToFlowPosition({ x: clientX, y: clientY });
      const position = { x: x - NODE_WIDTH / 2, y: y - TITLE_HEIGHT / 2 };
      return { type: draggedNodeType(dataTransfer), position };
    };
    return {
      onDragOver(event) {
        if (!isNodeDrag(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        canvas.store.setState({ landing: wireAt(event) });
      },
      onDragLeave: () => canvas.store.setState({ landing: undefined }),
      onDrop(event) {
        if (!isNodeDrag(event.dataTransfer)) return;
        event.preventDefault();
        event.stopPropagation();
        canvas.store.setState({ landing: undefined });
        const wire = wireAt(event);
        const node = newNode(event);
        const edit = wire
          ? insertWithRoom(canvas, insertOnWire(wire, node, builtinRegistry))
          : addNode(node, builtinRegistry);
        editor.apply(edit, { selectCreated: true });
      },
    };
  }, [editor, canvas, flow]);
}
