import { serializeWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { useEffect, useMemo, useRef } from 'react';
import type { Services } from '../app/services.ts';
import { useServices } from '../app/services-context.tsx';
import { assetBlob } from '../files/asset-blob.ts';
import { download, fileNameOf } from '../files/disk/file-access.ts';
import { countOf } from '../run/words.ts';
import type { GalleryResult } from './gallery-result.ts';
import { pictureFileName } from './result-text.ts';

/** What can be done with results. */
export interface GalleryActions {
  /** Shows a result in full size, or next to the one that is to be compared. */
  open(result: GalleryResult): void;
  /** Waits for the other one to be chosen in the gallery. */
  compareWith(result: GalleryResult): void;
  download(result: GalleryResult): Promise<void>;
  downloadWorkflow(result: GalleryResult): Promise<void>;
  openWorkflow(result: GalleryResult): Promise<void>;
  remove(results: readonly GalleryResult[]): Promise<void>;
}

/** The viewer leads to so many pictures before and behind the one it opens. */
const NEIGHBOURS = 20;

/**
 * The same actions for as long as the component lives.
 *
 * @param shown the results in the order of the panel: what the viewer leads through
 */
export function useGalleryActions(shown: readonly GalleryResult[]): GalleryActions {
  const services = useServices();
  const now = useRef(shown);
  useEffect(() => {
    now.current = shown;
  }, [shown]);
  return useMemo(() => galleryActions(services, () => now.current), [services]);
}

function galleryActions(
  { gallery, views, files, notices }: Services,
  shown: () => readonly GalleryResult[],
): GalleryActions {
  const setCompared = (result?: GalleryResult) => gallery.store.setState({ compared: result });

  function open(result: GalleryResult): void {
    const { compared } = gallery.store.getState();
    if (compared) {
      setCompared();
      views.open({ kind: 'compare', left: compared, right: result });
      return;
    }
    const results = shown();
    const index = results.indexOf(result);
    const from = Math.max(0, index - NEIGHBOURS);
    const pictures = results.slice(from, index + NEIGHBOURS + 1);
    views.open({ kind: 'viewer', pictures, index: index - from });
  }

  async function withWorkflow(
    result: GalleryResult,
    use: (document: WorkflowDocument) => unknown,
  ): Promise<void> {
    const document = await gallery.workflow(result);
    if (document) await use(document);
    else notices.tell('The workflow of this result is gone.');
  }

  return {
    open,
    compareWith(result) {
      setCompared(result);
      views.close();
      views.arrange({ mode: 'graph', left: 'gallery' });
    },
    async download(result) {
      const picture = await gallery.picture(result.asset);
      if (!picture) return notices.tell('This picture is gone.');
      download(pictureFileName(result), assetBlob(picture));
    },
    downloadWorkflow: (result) =>
      withWorkflow(result, (document) =>
        download(
          fileNameOf(result.name),
          new Blob([serializeWorkflow(document)], { type: 'application/json' }),
        ),
      ),
    openWorkflow: (result) => withWorkflow(result, (document) => files.open(document)),
    async remove(results) {
      const removed = await gallery.remove(results.map(({ id }) => id));
      notices.tell(`Deleted ${countOf(results.length, 'result')}.`, {
        label: 'Undo',
        run: () => void removed.putBack(),
      });
    },
  };
}
