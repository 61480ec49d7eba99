import { describe, expect, it } from 'vitest';
import type { RunView, ZoneRunView } from '../../run/run-view.ts';
import { followRun, type PlaybackState, previewAt, shownStep, withChosen } from './playback.ts';

function zone(step: number): ZoneRunView {
  return { step, count: 4, stepMs: [], readings: [], steppedAt: 0, previews: [] };
}

function run(key: string, zones: RunView['zones'], workflow = 'a'): RunView {
  return { key, zones, workflow } as RunView;
}

const nothing: PlaybackState = { zones: {}, chosen: {} };

describe('playback', () => {
  it('follows the run until a step is chosen, and again from the next run on', () => {
    const first = run('1', { denoise: zone(3) });
    let state = followRun(nothing, first, undefined);
    expect(shownStep(state, 'denoise')).toBe(3);
    state = withChosen(state, 'denoise', 2);
    const later = run('1', { denoise: zone(4) });
    state = followRun(state, later, first);
    expect([state.zones.denoise?.step, shownStep(state, 'denoise')]).toEqual([4, 2]);
    state = followRun(state, run('2', {}), later);
    expect(shownStep(state, 'denoise')).toBe(2);
    state = followRun(state, run('2', { denoise: zone(1) }), run('2', {}));
    expect(shownStep(state, 'denoise')).toBe(1);
  });

  it('forgets the zones of another workflow', () => {
    const first = run('1', { denoise: zone(4) });
    expect(followRun(followRun(nothing, first, undefined), run('2', {}, 'b'), first)).toEqual(nothing);
  });

  it('keeps the steps of a zone that a later run takes from the cache', () => {
    const first = run('1', { denoise: zone(4) });
    const state = followRun(followRun(nothing, first, undefined), run('2', {}), first);
    expect(state.zones).toEqual({ denoise: zone(4) });
    expect(followRun(state, undefined, first)).toEqual(nothing);
  });

  it('follows again when the last step is chosen, and never goes before the first', () => {
    const state = followRun(nothing, run('1', { denoise: zone(4) }), undefined);
    expect(withChosen(withChosen(state, 'denoise', 2), 'denoise', 4).chosen).toEqual({});
    expect(withChosen(state, 'denoise', 0).chosen).toEqual({ denoise: 1 });
    expect(shownStep(nothing, 'denoise')).toBe(0);
  });

  it('shows the picture of a step, or the last before it', () => {
    const picture = (asset: string) => ({ asset, mediaType: 'image/png', widthPx: 8, heightPx: 8 });
    const taken = { ...zone(4), previews: [picture('a'), undefined, picture('c')] };
    expect([0, 1, 2, 3, 4].map((step) => previewAt(taken, step)?.asset)).toEqual([
      undefined,
      'a',
      'a',
      'c',
      'c',
    ]);
  });
});
