import type { StoreApi } from 'zustand/vanilla';
import { analysisOf } from '../document/analysis.ts';
import type { Editor } from '../document/editor.ts';
import { givesSame } from './gives-same.ts';
import type { RunSettings } from './run-settings.ts';
import type { Runs } from './runs.ts';

/** After the last change: longer than the pauses between letters, short enough to feel at once. */
const PAUSE_MS = 350;

export interface LiveRunsOptions {
  readonly editor: Editor;
  readonly runs: Pick<Runs, 'run'>;
  readonly settings: StoreApi<RunSettings>;
  /** Whether the open document may be run at all. */
  mayRun(): boolean;
}

/** Runs the document whenever a change of it changes what comes out, while the settings say so. */
export function startLiveRuns({ editor, runs, settings, mayRun }: LiveRunsOptions): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function runSoon(pauseMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(runNow, pauseMs);
  }

  function runNow(): void {
    const { document } = editor;
    // A graph in the middle of being wired is no failure: it runs when it is whole again.
    const whole = analysisOf(document).problems.every(({ severity }) => severity !== 'error');
    if (settings.getState().live && whole && mayRun()) void runs.run(document, { live: true });
  }

  editor.store.subscribe(({ history }, before) => {
    if (!settings.getState().live || givesSame(history.document, before.history.document)) return;
    runSoon(PAUSE_MS);
  });
  settings.subscribe(({ live }, before) => {
    if (live && !before.live) runSoon(0);
    if (!live) clearTimeout(timer);
  });
}
