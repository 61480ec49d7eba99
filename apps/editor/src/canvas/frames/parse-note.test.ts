import { expect, it } from 'vitest';
import { parseNote } from './parse-note.ts';

it('reads headings, lists and three styles, and leaves all else as it was written', () => {
  expect(
    parseNote('# How it works\nTwo **UNets** look at `latent`.\n\n- one\n* *two*\n<b>2 * 3</b>'),
  ).toEqual([
    { kind: 'heading', spans: [{ style: 'plain', text: 'How it works' }] },
    {
      kind: 'paragraph',
      spans: [
        { style: 'plain', text: 'Two ' },
        { style: 'strong', text: 'UNets' },
        { style: 'plain', text: ' look at ' },
        { style: 'code', text: 'latent' },
        { style: 'plain', text: '.' },
      ],
    },
    { kind: 'paragraph', spans: [] },
    {
      kind: 'list',
      items: [[{ style: 'plain', text: 'one' }], [{ style: 'emphasis', text: 'two' }]],
    },
    { kind: 'paragraph', spans: [{ style: 'plain', text: '<b>2 * 3</b>' }] },
  ]);
});
