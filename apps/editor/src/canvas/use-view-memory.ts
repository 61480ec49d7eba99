import { type OnMove, useReactFlow, type Viewport } from '@xyflow/react';
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import { useServices } from '../app/services-context.tsx';
import { isEmpty } from '../document/is-empty.ts';
import { FIT, fills, shownBox } from './fit.ts';
import type { CanvasItem, GraphWire } from './flow-items.ts';
import { recallView, rememberView } from './view-memory.ts';

/**
 * Who looked at a part of a graph finds it so again, in another workflow and in the form; after a reload not always.
 *
 * @returns what React Flow needs for it
 */
export function useViewMemory(wrapper: RefObject<HTMLElement | null>) {
  const { editor, files } = useServices();
  const flow = useReactFlow<CanvasItem, GraphWire>();
  const [first] = useState(() => recallView(files.store.getState().key));
  // What is put on an empty canvas stays where it was put.
  const [fitView] = useState(() => first === undefined && !isEmpty(editor.document));
  const remember = useCallback(
    (element: HTMLElement, view: Viewport) => {
      const { clientWidth: width, clientHeight: height } = element;
      const shown = shownBox(flow, view);
      const isPart = shown !== undefined && !fills(shown, { width, height });
      rememberView(files.store.getState().key, isPart ? view : undefined);
    },
    [flow, files],
  );
  const onMoveEnd: OnMove = useCallback(
    (_, view) => {
      if (wrapper.current) remember(wrapper.current, view);
    },
    [remember, wrapper],
  );
  // React Flow tells of the end of a movement a moment after it: by then somebody may have gone elsewhere.
  useLayoutEffect(() => {
    const element = wrapper.current!;
    return () => remember(element, flow.getViewport());
  }, [flow, remember, wrapper]);
  return { onMoveEnd, fitView, fitViewOptions: FIT, ...(first && { defaultViewport: first }) };
}
