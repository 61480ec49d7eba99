import type { OuterZone } from './outer-zones.ts';
import type { RunView, ZoneRunView } from './run-view.ts';

export interface RunProgress {
  /** 0…1; undefined while nobody can tell. */
  readonly fraction: number | undefined;
  /** The step that goes on, 1-based, of the zone that runs. */
  readonly step: { readonly number: number; readonly count: number } | undefined;
  /** Milliseconds until the last step of all zones is done; undefined before a step has been timed. */
  readonly leftMs: number | undefined;
}

const UNKNOWN: RunProgress = { fraction: undefined, step: undefined, leftMs: undefined };

/**
 * How far a run has come. Its outer zones are nearly all of the work: each counts as much as the others, and those that
 * have not begun are taken to last as long as the one that runs.
 *
 * @param zones outer zones of the document that runs
 * @param now milliseconds since 1970; time since the last step counts as part of the next
 */
export function progressOf(view: RunView, zones: readonly OuterZone[], now: number): RunProgress {
  if (view.state === 'finished') return { ...UNKNOWN, fraction: 1 };
  const states = zones.map((zone) => ({ view: view.zones[zone.id], done: isDone(view, zone) }));
  const current = states.findLast(({ view }) => view !== undefined)?.view;
  if (current === undefined) {
    const { loading } = view;
    return loading?.totalBytes ? { ...UNKNOWN, fraction: loading.loadedBytes / loading.totalBytes } : UNKNOWN;
  }
  const done = states.reduce((sum, state) => sum + (state.done ? 1 : doneOf(state.view)), 0);
  const waiting = states.filter((state) => !state.done && state.view === undefined).length;
  const stepMs = meanStepMs(current);
  const steps = current.count - current.step + waiting * current.count;
  const sinceMs = Math.min(stepMs, Math.max(0, now - current.steppedAt));
  return {
    fraction: done / states.length,
    step: { number: Math.min(current.step + 1, current.count), count: current.count },
    leftMs: Math.max(0, steps * stepMs - (current.step < current.count ? sinceMs : 0)),
  };
}

/** Also where its result was kept from before, and none of its steps ran. */
function isDone({ nodes }: RunView, { end }: OuterZone): boolean {
  return nodes[end]?.state === 'done' || nodes[end]?.state === 'cached';
}

function doneOf(zone: ZoneRunView | undefined): number {
  return zone === undefined ? 0 : zone.step / zone.count;
}

/** The first step, in which models are opened, counts only until there is a second one. */
function meanStepMs({ stepMs }: ZoneRunView): number {
  const typical = stepMs.length > 1 ? stepMs.slice(1) : stepMs;
  return typical.reduce((sum, ms) => sum + ms, 0) / Math.max(1, typical.length);
}
