import { expect, test } from 'vitest';
import { readLayout, writeLayout } from './layout-store.ts';

function memory(text: string | null) {
  const kept = { text };
  return {
    kept,
    storage: () => ({
      getItem: () => kept.text,
      setItem(_: string, value: string) {
        kept.text = value;
      },
    }),
  };
}

test('what was written is read again', () => {
  const { storage } = memory(null);
  const layout = { ...readLayout(storage), left: 'outline', inspectorWidthPx: 400 } as const;
  writeLayout(layout, storage);
  expect(readLayout(storage)).toEqual(layout);
});

test('a newcomer, text of another version, and no storage at all give the usual layout', () => {
  const usual = readLayout(memory(null).storage);
  expect(usual.left).toBe('nodes');
  expect(readLayout(memory('{"left":"cellar"}').storage)).toEqual(usual);
  expect(readLayout(memory('not json').storage)).toEqual(usual);
  const none = () => {
    throw new Error('storage is switched off');
  };
  expect(readLayout(none)).toEqual(usual);
  expect(() => writeLayout(usual, none)).not.toThrow();
});
