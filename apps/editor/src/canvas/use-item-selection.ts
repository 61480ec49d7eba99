import type { NodeChange, NodeMouseHandler } from '@xyflow/react';
import { type MouseEvent as ReactMouseEvent, useMemo } from 'react';
import type { Services } from '../app/services.ts';
import { useServices } from '../app/services-context.tsx';
import { emptySelection, type Selection } from '../document/selection.ts';
import { approachField } from './approach-field.ts';
import type { CanvasModel } from './canvas-model.ts';
import type { CanvasItem } from './flow-items.ts';
import { joined, onlyItem, selectionAfter } from './select-items.ts';
import type { ItemDrag } from './use-item-drag.ts';

/** What presses and boxes on the canvas select. */
export function useItemSelection(model: CanvasModel, drag: ItemDrag) {
  const services = useServices();
  return useMemo(() => itemSelection(services, model, drag), [services, model, drag]);
}

function itemSelection(services: Services, model: CanvasModel, drag: ItemDrag) {
  const { editor, canvas } = services;
  /** What a box with Shift held adds to. */
  let base: Selection | undefined;
  const selected = () => editor.store.getState().selection;

  return {
    change(changes: NodeChange<CanvasItem>[]) {
      const others = changes.filter(({ type }) => type !== 'select');
      if (others.length > 0) model.change(drag.withCompany(others));
      const after = selectionAfter(selected(), changes);
      if (after) editor.select(base ? joined(base, after) : after);
    },
    /** A click on one of several that are selected leaves it alone selected; with Shift it was added or taken off. */
    clickItem: ((event, { id }) => {
      const adds = event.shiftKey || event.ctrlKey || event.metaKey;
      if (adds) return;
      editor.select(onlyItem(id));
      approachField(services, id, { x: event.clientX, y: event.clientY });
    }) satisfies NodeMouseHandler<CanvasItem>,
    clickCanvas: ({ shiftKey }: ReactMouseEvent) => {
      if (!shiftKey) editor.select(emptySelection);
    },
    boxStart({ shiftKey }: ReactMouseEvent) {
      base = shiftKey ? selected() : undefined;
      if (!base) editor.select(emptySelection);
    },
    boxEnd() {
      base = undefined;
    },
    /** On empty canvas: what shall be there? */
    doubleClick({ target, clientX, clientY }: ReactMouseEvent) {
      const empty = target instanceof Element && target.classList.contains('react-flow__pane');
      if (empty) canvas.store.setState({ search: { at: { x: clientX, y: clientY } } });
    },
  };
}
