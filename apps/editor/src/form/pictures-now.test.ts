import { expect, it } from 'vitest';
import { newDocument } from '../document/new-document.ts';
import type { NodeRunView, OutputView, PictureRef, RunView } from '../run/run-view.ts';
import { startingView } from '../run/starting-view.ts';
import { picturesNow } from './pictures-now.ts';

const DOCUMENT = newDocument();
const picture = (asset: string): PictureRef => ({ asset, mediaType: 'image/png', widthPx: 8, heightPx: 8 });
const output = (asset: string): OutputView => ({ ...picture(asset), node: 'save', index: 0 });

function view(change: Partial<RunView>): RunView {
  const asked = {
    ...{ key: 'one', batch: 'one', document: DOCUMENT, targets: undefined, seeds: {}, place: 'here' },
    ...{ live: false, askedAt: 0, submitted: true, workflow: 'open' },
  };
  return { ...startingView(asked), ...change };
}

const now = (shown: RunView | undefined, ended: readonly RunView[] = []) => picturesNow({ shown, ended });

it('are those that came out', () => {
  const outputs = [output('a')];
  expect(now(view({ nodes: { end: { state: 'done', picture: picture('b') } }, outputs }))).toEqual(outputs);
});

const NODES: Readonly<Record<string, NodeRunView>> = {
  save: { state: 'waiting', picture: picture('old') },
  end: { state: 'running', picture: picture('new') },
};

it('are the one that is becoming, before what an earlier run left', () => {
  expect(now(view({ nodes: NODES }))).toEqual([picture('new')]);
  const nodes = { end: { state: 'waiting', picture: picture('foreseen') }, save: NODES.save! } as const;
  expect(now(view({ nodes }))).toEqual([picture('old')]);
});

it('are those of all runs that were asked for together, in that order', () => {
  const first = view({ key: 'first', batch: 'both', askedAt: 1, state: 'finished', outputs: [output('a')] });
  const second = view({ key: 'second', batch: 'both', askedAt: 2, nodes: NODES });
  const before = view({ key: 'before', batch: 'before', state: 'finished', outputs: [output('z')] });
  expect(now(second, [first, before])).toEqual([output('a'), picture('new')]);
  const done: RunView = { ...second, state: 'finished', outputs: [output('b')] };
  expect(now(done, [first, done, before])).toEqual([output('a'), output('b')]);
});

it('stay those of the runs before where one fails', () => {
  const failed = view({ key: 'failed', batch: 'failed', state: 'failed', nodes: NODES });
  const both = ['b', 'a'].map((asset, index) =>
    view({ key: asset, batch: 'both', askedAt: -index, state: 'finished', outputs: [output(asset)] }),
  );
  const elsewhere = view({ key: 'c', workflow: 'another', state: 'finished', outputs: [output('c')] });
  expect(now(failed, [failed, elsewhere, ...both])).toEqual([output('a'), output('b')]);
  expect(now({ ...failed, nodes: { save: NODES.save! } }, [])).toEqual([picture('old')]);
});

it('are none before anything ran', () => {
  expect(now(undefined)).toEqual([]);
  expect(now(view({ nodes: { unet: { state: 'running' } } }))).toEqual([]);
});
