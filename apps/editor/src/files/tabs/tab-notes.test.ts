import { beforeEach, describe, expect, test } from 'vitest';
import { createMemoryStorage } from '../testing/memory-storage.ts';
import { createTabNotes } from './tab-notes.ts';

describe('notes of tabs', () => {
  let storage: Storage;
  beforeEach(() => {
    storage = createMemoryStorage(200);
  });
  const notes = () => createTabNotes(() => storage);

  test('what was opened and not closed stands there for the next page', () => {
    notes().opened('a');
    notes().opened('b');
    notes().closed('a');
    expect(notes().open()).toEqual(['b']);
  });

  test('words are heard until they are forgotten', () => {
    const words = { key: 'a', at: 5, text: 'the text', restricted: 'link' as const };
    notes().leaveWords(words);
    expect(notes().words()).toEqual([words]);
    notes().forgetWords('a');
    expect(notes().words()).toEqual([]);
  });

  test('words that are too long, or damaged, are not heard', () => {
    notes().leaveWords({ key: 'long', at: 5, text: 'x'.repeat(300), restricted: null });
    storage.setItem('latentgraph.last-words.damaged', '{"key":');
    expect(notes().words()).toEqual([]);
  });

  test('storage that is blocked is no error', () => {
    const blocked = createTabNotes(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    blocked.opened('a');
    blocked.leaveWords({ key: 'a', at: 0, text: '', restricted: null });
    expect([blocked.open(), blocked.words()]).toEqual([[], []]);
  });
});
