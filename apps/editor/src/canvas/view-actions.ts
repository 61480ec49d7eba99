import { getViewportForBounds, type ReactFlowInstance, type Viewport } from '@xyflow/react';
import type { Editor } from '../document/editor.ts';
import { isEmpty } from '../document/is-empty.ts';
import { motionMs } from '../theme/motion.ts';
import type { CanvasActions } from './canvas-handle.ts';
import type { CanvasModel } from './canvas-model.ts';
import { FIT, liesIn, MIN_ZOOM, nearView, type Size, shownIn } from './fit.ts';
import type { CanvasItem, GraphWire } from './flow-items.ts';
import { middleOf, type Rect } from './point.ts';
import { boundsOf } from './rects.ts';
import type { ShownView } from './shown-view.ts';
import { standingBox } from './standing-box.ts';

/** Where an empty graph begins. */
const ORIGIN = { x: 0, y: 0, zoom: 1 };
const FIT_MS = 200;
const ZOOM_MS = 120;

export interface ViewActionsOptions {
  readonly flow: ReactFlowInstance<CanvasItem, GraphWire>;
  readonly model: CanvasModel;
  readonly editor: Editor;
  /** What the view is seen in. */
  readonly element: HTMLElement;
  readonly shownView: ShownView;
}

type ViewActions = Pick<
  CanvasActions,
  'leave' | 'open' | 'fit' | 'fitLarge' | 'approach' | 'reveal' | 'zoomBy'
>;

/** What moves the view. Items count where they will stand, and the view where it will be: both may be on their way. */
export function createViewActions(options: ViewActionsOptions): ViewActions {
  const { flow, model, editor, element, shownView } = options;
  let travel: { readonly to: Viewport; readonly until: number } | undefined;

  function moveTo(view: Viewport): void {
    const duration = motionMs(FIT_MS);
    travel = { to: view, until: performance.now() + duration };
    void flow.setViewport(view, { duration });
  }

  const viewToBe = () => (travel && performance.now() < travel.until ? travel.to : flow.getViewport());

  const size = (): Size => ({ width: element.clientWidth, height: element.clientHeight });

  function boundsOfItems(ids?: readonly string[]): Rect | undefined {
    const { items } = model.store.getState();
    const wanted = ids === undefined ? items : items.filter(({ id }) => ids.includes(id));
    return boundsOf(wanted.map((item) => standingBox(item, editor.document)));
  }

  function fitted(bounds: Rect): Viewport {
    const { width, height } = size();
    return getViewportForBounds(bounds, width, height, MIN_ZOOM, FIT.maxZoom, FIT.padding);
  }

  function fit(ids?: readonly string[]): void {
    const bounds = boundsOfItems(ids);
    if (bounds) moveTo(fitted(bounds));
    else if (ids === undefined) void flow.setViewport(ORIGIN);
  }

  return {
    leave: () => shownView.leave(),
    open() {
      const view = shownView.enter();
      if (view) void flow.setViewport(view);
      // React Flow would wait for the first item, and take it away from where it was put.
      else if (isEmpty(editor.document)) void flow.setViewport(ORIGIN);
      // None of it is drawn yet: React Flow waits until it is.
      else void flow.fitView({ ...FIT, duration: motionMs(FIT_MS) });
    },
    fit,
    fitLarge(ids) {
      const bounds = boundsOfItems(ids);
      const shown = bounds && shownIn(viewToBe(), bounds);
      const { width, height } = size();
      if (shown && (shown.width > width || shown.height > height)) fit(ids);
    },
    approach(node, at) {
      const box = boundsOfItems([node]);
      if (!box) return;
      const { left, top } = element.getBoundingClientRect();
      const still = { x: at.x - left, y: at.y - top };
      moveTo(nearView(flow.getViewport(), size(), box, still, fitted(box).zoom));
    },
    reveal(node) {
      const box = boundsOfItems([node]);
      const { zoom, ...view } = viewToBe();
      if (!box || liesIn(shownIn({ ...view, zoom }, box), size())) return;
      const { x, y } = middleOf(box);
      const { width, height } = size();
      moveTo({ x: width / 2 - x * zoom, y: height / 2 - y * zoom, zoom });
    },
    zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: motionMs(ZOOM_MS) }),
  };
}
