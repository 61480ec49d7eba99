import { addNote } from '@latentgraph/graph-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newDocument } from '../../document/new-document.ts';
import { createMemoryBrowser } from '../testing/memory-browser.ts';
import { overwrite, save } from './saving.ts';

/** A file of the person's, as browsers give it: it may be looked at and written only once that was allowed. */
function createDiskFile(text: string, permission: PermissionState = 'prompt') {
  const disk = { text, modifiedAt: 1, exists: true, permission, asked: Promise.resolve() };
  const mayBeUsed = () => {
    if (disk.permission !== 'granted') throw new DOMException('not allowed', 'NotAllowedError');
  };
  const handle = {
    name: 'a.json',
    queryPermission: async () => disk.permission,
    async requestPermission() {
      await disk.asked;
      if (disk.permission === 'prompt') disk.permission = 'granted';
      return disk.permission;
    },
    async getFile() {
      mayBeUsed();
      if (!disk.exists) throw new DOMException('gone', 'NotFoundError');
      return { lastModified: disk.modifiedAt };
    },
    async createWritable() {
      mayBeUsed();
      let written = '';
      return {
        async write(part: string) {
          written += part;
        },
        async close() {
          Object.assign(disk, { text: written, exists: true, modifiedAt: disk.modifiedAt + 1 });
        },
      };
    },
  };
  return { disk, handle: handle as unknown as FileSystemFileHandle };
}

describe('Save', () => {
  beforeEach(() => void vi.stubGlobal('window', {}));
  afterEach(() => void vi.unstubAllGlobals());

  /** A workflow that was read from a file, and changed. */
  async function openFrom(given: ReturnType<typeof createDiskFile>) {
    const page = await createMemoryBrowser().load();
    const file = { name: 'a.json', handle: given.handle, modifiedAt: 1, embedsAssets: false };
    await page.files.open(newDocument('Of the file'), { file });
    page.editor.apply(addNote({ text: 'mine', position: { x: 0, y: 0 } }));
    return page;
  }

  test('writes the file, after asking for it, and again after that', async () => {
    const given = createDiskFile('as it was');
    const page = await openFrom(given);
    await save(page);
    expect(given.disk.text).toContain('mine');
    expect(page.files.store.getState().onDisk).toBe(page.editor.document);
    page.editor.apply(addNote({ text: 'more', position: { x: 0, y: 0 } }));
    await save(page);
    expect(given.disk.text).toContain('more');
    expect(page.told).toEqual(['Saved a.json.', 'Saved a.json.']);
  });

  test('asks before it replaces what others wrote, also where it must ask for the file first', async () => {
    const given = createDiskFile('of others');
    given.disk.modifiedAt = 2;
    const page = await openFrom(given);
    await save(page);
    expect(given.disk.text).toBe('of others');
    expect(page.views.store.getState().layer).toEqual({ kind: 'file-changed', name: 'a.json' });
    await overwrite(page);
    expect(given.disk.text).toContain('mine');
  });

  test('writes nothing where it is not allowed to, and says so', async () => {
    const given = createDiskFile('as it was', 'denied');
    const page = await openFrom(given);
    await save(page);
    expect([given.disk.text, page.problems]).toEqual(['as it was', ['file-not-allowed']]);
  });

  test('makes a file again that was deleted', async () => {
    const given = createDiskFile('', 'granted');
    given.disk.exists = false;
    const page = await openFrom(given);
    await save(page);
    expect(given.disk.text).toContain('mine');
  });

  test('writes nothing where it cannot see whether others wrote', async () => {
    const given = createDiskFile('as it was', 'granted');
    const page = await openFrom(given);
    given.handle.getFile = async () => Promise.reject(new DOMException('busy', 'NotReadableError'));
    await save(page);
    expect([given.disk.text, page.problems]).toEqual(['as it was', ['file-not-written']]);
  });

  describe('while another workflow is opened', () => {
    async function saveAndLeave(given: ReturnType<typeof createDiskFile>) {
      const page = await openFrom(given);
      await page.files.keep();
      const { key } = page.files.store.getState();
      let allow = () => {};
      given.disk.asked = new Promise((resolve) => {
        allow = resolve;
      });
      const saving = save(page);
      await page.files.open(newDocument('Another'));
      allow();
      await saving;
      return { page, key };
    }

    test('writes what was open when it began, whose file it stays', async () => {
      const given = createDiskFile('as it was');
      const { page, key } = await saveAndLeave(given);
      expect(given.disk.text).toContain('mine');
      expect(page.files.store.getState()).toMatchObject({ file: null, onDisk: null });
      expect((await page.workflows.read(key))?.workflow.file).toMatchObject({ modifiedAt: 2 });
    });

    test('writes nothing over what others wrote, and says so', async () => {
      const given = createDiskFile('of others');
      given.disk.modifiedAt = 2;
      const { page } = await saveAndLeave(given);
      expect(given.disk.text).toBe('of others');
      expect(page.views.store.getState().layer).toBe(undefined);
      expect(page.problems).toEqual(['file-changed']);
    });
  });
});
