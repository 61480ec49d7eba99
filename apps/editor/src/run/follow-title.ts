import type { Editor } from '../document/editor.ts';
import { outerZonesOf } from './outer-zones.ts';
import { progressOf } from './progress.ts';
import type { Runs } from './runs.ts';

const PROGRAM = 'Latentgraph';

/** Shows in the tab's title which workflow is open and how far the run has come. */
export function followTitle(editor: Editor, runs: Pick<Runs, 'store'>): void {
  function update(): void {
    const name = editor.document.name ?? 'Untitled';
    const title = `${progressText(runs)}${name} – ${PROGRAM}`;
    if (document.title !== title) document.title = title;
  }
  editor.store.subscribe(update);
  runs.store.subscribe(update);
  update();
}

function progressText(runs: Pick<Runs, 'store'>): string {
  const [first] = runs.store.getState().queue;
  if (first === undefined) return '';
  const { fraction } = progressOf(first, outerZonesOf(first.document), Date.now());
  return fraction === undefined ? '… ' : `${Math.floor(fraction * 100)} % `;
}
