import type { Editor } from '../document/editor.ts';
import type { Notices } from '../ui/notices.ts';
import { isActive, type RunView } from './run-view.ts';
import type { Runs } from './runs.ts';
import { countOf, durationText } from './words.ts';

export interface TellRunsOptions {
  readonly notices: Notices;
  readonly editor: Editor;
  /** Selects a node and brings it into view. */
  goTo(node: string): void;
}

/** Says how a run ended: in words, and where it failed with a button that goes there. */
export function createRunTeller({ notices, editor, goTo }: TellRunsOptions): (view: RunView) => void {
  /** The message may be older than the document that is open. */
  function goToWhereThere(node: string): void {
    if (Object.hasOwn(editor.document.graphs.main.nodes, node)) goTo(node);
  }

  return (view) => {
    if (view.state === 'finished') {
      notices.settle('run');
      return notices.announce(finishedText(view));
    }
    if (view.state === 'cancelled' && !view.live) return notices.announce('Run cancelled');
    // Somebody who turns a knob sees at the node that it went too far. The list of runs has the other problems.
    if (view.state === 'failed' && !view.live) {
      notices.problems(view.problems.slice(0, 1), { goTo: goToWhereThere, subject: 'run' });
    }
  };
}

function finishedText({ outputs, elapsedMs }: RunView): string {
  const time = elapsedMs === undefined ? '' : ` in ${durationText(elapsedMs)}`;
  return `Run finished${time}, ${countOf(outputs.length, 'picture')}`;
}

/** Says at each quarter how far the run has come, for those who do not see it. */
export function announceQuarters(runs: Pick<Runs, 'store'>, notices: Pick<Notices, 'announce'>): void {
  let said = '';
  runs.store.subscribe(({ shown }) => {
    if (!shown || shown.live || !isActive(shown)) return;
    const zone = Object.entries(shown.zones).at(-1);
    if (zone === undefined) return;
    const [id, { step, count }] = zone;
    const quarter = Math.floor((4 * step) / count);
    const words = `${shown.key} ${id} ${quarter}`;
    if (quarter === 0 || quarter === 4 || words === said) return;
    said = words;
    notices.announce(`Step ${step} of ${count}`);
  });
}
