import { lazy, Suspense } from 'react';
import { useServices } from '../app/services-context.tsx';
import { useCanvas } from '../canvas/use-canvas.ts';

const NodeSearch = lazy(async () => ({ default: (await import('./node-search.tsx')).NodeSearch }));

/** The search for nodes, while it is open. */
export function OpenNodeSearch() {
  const { canvas } = useServices();
  const request = useCanvas(({ search }) => search);
  if (!request) return null;
  return (
    <Suspense>
      <NodeSearch request={request} onClose={() => canvas.store.setState({ search: undefined })} />
    </Suspense>
  );
}
