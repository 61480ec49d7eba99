import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useServices } from '../app/services-context.tsx';
import { isEmpty } from '../document/is-empty.ts';
import { FIT, shownBox } from './fit.ts';
import type { CanvasItem, GraphWire } from './flow-items.ts';
import { createShownView } from './shown-view.ts';

/**
 * Who looked at a part of a graph finds it so again: in another workflow, in the form, and after a reload.
 *
 * @returns `shownView`, and what React Flow needs for it
 */
export function useViewMemory() {
  const { editor, files } = useServices();
  const flow = useReactFlow<CanvasItem, GraphWire>();
  const store = useStoreApi();
  const [shownView] = useState(() =>
    createShownView({
      openKey: () => files.store.getState().key,
      view() {
        const { fitViewQueued, nodesInitialized } = store.getState();
        return fitViewQueued || !nodesInitialized ? undefined : flow.getViewport();
      },
      size: () => store.getState(),
      boxIn: (view) => shownBox(flow, view),
    }),
  );
  const [first] = useState(() => shownView.enter());
  // What is put on an empty canvas stays where it was put.
  const [fitView] = useState(() => first === undefined && !isEmpty(editor.document));
  // React Flow tells of the end of a movement a moment after it: by then somebody may have gone elsewhere.
  useLayoutEffect(() => () => shownView.remember(), [shownView]);
  useEffect(() => {
    const stop = new AbortController();
    addEventListener('pagehide', () => shownView.remember(), { signal: stop.signal });
    return () => stop.abort();
  }, [shownView]);
  const forFlow = {
    onMoveEnd: shownView.remember,
    ...{ fitView, fitViewOptions: FIT },
    ...(first && { defaultViewport: first }),
  };
  return { shownView, forFlow };
}
