import type { OuterZone } from './outer-zones.ts';
import type { RunView, ZoneRunView } from './run-view.ts';

export interface RunProgress {
  /** 0…1; undefined while nobody can tell. */
  readonly fraction: number | undefined;
  /** The step that goes on, 1-based, of the zone that runs. */
  readonly step: { readonly number: number; readonly count: number } | undefined;
  /** Milliseconds until the last step of all zones is done; undefined before two steps have been timed. */
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
  return {
    fraction: done / states.length,
    step: { number: Math.min(current.step + 1, current.count), count: current.count },
    leftMs: leftMs(current, waiting, now),
  };
}

/** The first step, in which models are opened, says nothing of the others. */
function leftMs(zone: ZoneRunView, waitingZones: number, now: number): number | undefined {
  const [, ...typical] = zone.stepMs;
  if (typical.length === 0) return undefined;
  const stepMs = typical.reduce((sum, ms) => sum + ms, 0) / typical.length;
  const stepsLeft = zone.count - zone.step;
  const sinceMs = stepsLeft > 0 ? Math.min(stepMs, Math.max(0, now - zone.steppedAt)) : 0;
  return (stepsLeft + waitingZones * zone.count) * stepMs - sinceMs;
}

/** Also where its result was kept from before, and none of its steps ran. */
function isDone({ nodes }: RunView, { end }: OuterZone): boolean {
  return nodes[end]?.state === 'done' || nodes[end]?.state === 'cached';
}

function doneOf(zone: ZoneRunView | undefined): number {
  return zone === undefined ? 0 : zone.step / zone.count;
}
