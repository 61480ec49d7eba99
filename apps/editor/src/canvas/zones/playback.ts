import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ZoneRunView } from '../../run/run-view.ts';
import type { Runs, RunsState } from '../../run/runs.ts';

/** What is seen of the steps that zones took, by the zone's id. */
export interface PlaybackState {
  /** The last time that each zone ran: a run that takes a zone's result from the cache leaves it as it was. */
  readonly zones: Readonly<Record<string, ZoneRunView>>;
  /** The step that a person looks at; without one it is the last. 1-based. */
  readonly chosen: Readonly<Record<string, number>>;
}

/** Goes through the steps of zones, during a run and after it. */
export interface Playback {
  readonly store: StoreApi<PlaybackState>;
  /** Looks at one step; the last one means to follow the run. */
  choose(zone: string, step: number): void;
}

const NOTHING: PlaybackState = { zones: {}, chosen: {} };

export function createPlayback(runs: Runs): Playback {
  const store = createStore<PlaybackState>(() => NOTHING);
  runs.store.subscribe(({ shown }, before) => {
    if (shown !== before.shown) store.setState((state) => followRun(state, shown, before.shown));
  });
  return {
    store,
    choose: (zone, step) => store.setState((state) => withChosen(state, zone, step)),
  };
}

type Shown = RunsState['shown'];

/** What is seen after the shown run went on, or another took its place. */
export function followRun(state: PlaybackState, shown: Shown, before: Shown): PlaybackState {
  if (!shown) return NOTHING;
  if (shown.zones === before?.zones) return state;
  const { zones, chosen } = shown.workflow === before?.workflow ? state : NOTHING;
  const earlier = shown.key === before?.key ? before.zones : {};
  const hasNotBegunAnew = ([zone]: [string, number]) => !shown.zones[zone] || earlier[zone];
  return {
    zones: { ...zones, ...shown.zones },
    chosen: Object.fromEntries(Object.entries(chosen).filter(hasNotBegunAnew)),
  };
}

export function withChosen(state: PlaybackState, zone: string, step: number): PlaybackState {
  const taken = state.zones[zone]?.step ?? 0;
  const { [zone]: _, ...others } = state.chosen;
  return { ...state, chosen: step >= taken ? others : { ...others, [zone]: Math.max(1, step) } };
}

/** The step that is looked at: 0 before the first was taken. */
export function shownStep({ zones, chosen }: PlaybackState, zone: string): number {
  return chosen[zone] ?? zones[zone]?.step ?? 0;
}

/** The picture foreseen at a step, or at the last before it of which there is one. */
export function previewAt({ previews }: ZoneRunView, step: number) {
  return previews.slice(0, step).findLast((preview) => preview !== undefined);
}
