import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EditorDatabase } from './database.ts';
import { createGallery } from './gallery.ts';

/** No other tab is there. */
class Alone {
  onmessage = null;
  postMessage() {}
}

beforeEach(() => void vi.stubGlobal('BroadcastChannel', Alone));
afterEach(() => void vi.unstubAllGlobals());

it('has no picture where the browser does not read what it keeps', async () => {
  const unreadable = {
    get: () => Promise.reject(new DOMException('Data lost due to missing file.', 'NotReadableError')),
    getAll: async () => [],
  };
  const onProblem = () => undefined;
  const gallery = createGallery({ database: async () => unreadable as unknown as EditorDatabase, onProblem });
  expect(await gallery.picture('ab')).toBeUndefined();
});
