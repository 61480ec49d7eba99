import { expect, it } from 'vitest';
import { newDocument } from '../document/new-document.ts';
import type { NodeRunView, OutputView, PictureRef } from '../run/run-view.ts';
import { startingView } from '../run/starting-view.ts';
import { picturesNow } from './pictures-now.ts';

const picture = (asset: string): PictureRef => ({ asset, mediaType: 'image/png', widthPx: 8, heightPx: 8 });

function view(nodes: Readonly<Record<string, NodeRunView>>, outputs: readonly OutputView[] = []) {
  const asked = {
    ...{ key: 'one', document: newDocument(), targets: undefined, seeds: {}, place: 'here' },
    ...{ live: false, askedAt: 0, submitted: true, workflow: 'open' },
  };
  return { ...startingView(asked), nodes, outputs };
}

it('are those that came out', () => {
  const output = { ...picture('a'), node: 'save', index: 0 };
  expect(picturesNow(view({ end: { state: 'done', picture: picture('b') } }, [output]))).toEqual([output]);
});

it('are the one that is becoming, before what an earlier run left', () => {
  const nodes = {
    save: { state: 'waiting', picture: picture('old') },
    end: { state: 'running', picture: picture('new') },
  } as const;
  expect(picturesNow(view(nodes))).toEqual([picture('new')]);
  expect(picturesNow(view({ save: nodes.save }))).toEqual([picture('old')]);
});

it('are none before anything ran', () => {
  expect(picturesNow(undefined)).toEqual([]);
  expect(picturesNow(view({ unet: { state: 'running' } }))).toEqual([]);
});
