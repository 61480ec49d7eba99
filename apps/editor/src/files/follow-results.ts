import type { RunServices } from '../run/run-services.ts';
import { assetsNamedIn } from './document-assets.ts';
import type { FileServices } from './file-services.ts';

/**
 * Takes the workflows that ran here for the person's own, so that their pictures open without questions, and leaves
 * alone what the workflows of kept results name.
 */
export function followResults(
  { files, library }: Pick<FileServices, 'files' | 'library'>,
  { gallery, runs }: Pick<RunServices, 'gallery' | 'runs'>,
): void {
  runs.store.subscribe(({ ended }, before) => {
    const [last] = ended;
    if (last && ended !== before.ended && last.outputs.length > 0) void files.vouchFor(last.document);
  });
  library.keepAlso(async () => {
    const { results, unreadable } = gallery.store.getState();
    if (unreadable) throw new Error('The results have not been read.');
    const ofRuns = new Map(results.map((result) => [result.run, result])).values();
    const documents = await Promise.all([...ofRuns].map((result) => gallery.workflow(result)));
    return documents.flatMap((document) => (document ? assetsNamedIn(document) : []));
  });
}
