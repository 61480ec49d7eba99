import { beforeEach, describe, expect, test } from 'vitest';
import { createTabNotes } from './tab-notes.ts';

/** A Storage with a little room: its entries are its own keys, as in a browser. */
function createStorage(roomCharacters: number): Storage {
  const methods = {
    getItem: (name: string) =>
      Object.hasOwn(storage, name) ? (storage as Record<string, string>)[name] : null,
    setItem(name: string, value: string) {
      if (value.length > roomCharacters) throw new DOMException('full', 'QuotaExceededError');
      (storage as Record<string, string>)[name] = value;
    },
    removeItem: (name: string) => void delete (storage as Record<string, string>)[name],
  };
  const storage = Object.create(methods) as Record<string, string>;
  return storage as unknown as Storage;
}

describe('notes of tabs', () => {
  let storage: Storage;
  beforeEach(() => {
    storage = createStorage(200);
  });
  const notes = () => createTabNotes(() => storage);

  test('what was opened and not closed stands there for the next page', () => {
    notes().opened('a');
    notes().opened('b');
    notes().closed('a');
    expect(notes().open()).toEqual(['b']);
  });

  test('words are heard until they are forgotten', () => {
    const words = { key: 'a', at: 5, text: 'the text' };
    notes().leaveWords(words);
    expect(notes().words()).toEqual([words]);
    notes().forgetWords('a');
    expect(notes().words()).toEqual([]);
  });

  test('words that are too long, or damaged, are not heard', () => {
    notes().leaveWords({ key: 'long', at: 5, text: 'x'.repeat(300) });
    storage.setItem('latentgraph.last-words.damaged', '{"key":');
    expect(notes().words()).toEqual([]);
  });

  test('storage that is blocked is no error', () => {
    const blocked = createTabNotes(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    blocked.opened('a');
    blocked.leaveWords({ key: 'a', at: 0, text: '' });
    expect([blocked.open(), blocked.words()]).toEqual([[], []]);
  });
});
