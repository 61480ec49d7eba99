import { expect, it } from 'vitest';
import { startingView, withPicturesOf } from './starting-view.ts';
import { workflowOf } from './testing/documents.ts';

const picture = (asset: string) => ({ asset, mediaType: 'image/png', widthPx: 8, heightPx: 8 });

it('takes over pictures of nodes that there are, under what a run has shown itself', () => {
  const document = workflowOf({ noise: ['Noise'], first: ['SaveImage'], second: ['SaveImage'] });
  const view = startingView({
    ...{ key: 'a', batch: 'a', workflow: 'w', document, targets: undefined, seeds: {} },
    ...{ place: 'This browser', live: false, askedAt: 0, submitted: true },
  });
  const done = { state: 'done', elapsedMs: 3 } as const;
  const before = {
    ...view,
    nodes: {
      noise: done,
      first: { ...done, picture: picture('old') },
      second: { ...done, picture: picture('old') },
      gone: { ...done, picture: picture('old') },
    },
  };
  const begun = { ...view, nodes: { first: { ...done, picture: picture('new') } } };
  expect(withPicturesOf(before, begun).nodes).toEqual({
    first: { ...done, picture: picture('new') },
    second: { state: 'waiting', picture: picture('old') },
  });
});
