import { Columns2, Workflow } from 'lucide-react';
import { useServices } from '../app/services-context.tsx';
import type { GalleryResult } from '../gallery/gallery-result.ts';
import { useGalleryActions } from '../gallery/use-gallery-actions.ts';
import { IconButton } from '../ui/icon-button.tsx';

const NONE: readonly GalleryResult[] = [];

/** What can be done with a result while it is looked at. */
export function ResultTools({ result }: { readonly result: GalleryResult }) {
  const { views } = useServices();
  const actions = useGalleryActions(NONE);
  function openWorkflow(): void {
    views.close();
    void actions.openWorkflow(result);
  }
  return (
    <>
      <IconButton icon={Workflow} label="Open the workflow that made this" onClick={openWorkflow} />
      <IconButton icon={Columns2} label="Compare with …" onClick={() => actions.compareWith(result)} />
    </>
  );
}
