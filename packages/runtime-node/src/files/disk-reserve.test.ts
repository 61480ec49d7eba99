import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { DiskReserve } from './disk-reserve.ts';

it('holds room until it is given up, also for the next process', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'reserve');
  const reserve = new DiskReserve(path, 3_000_000);
  expect([reserve.release(), reserve.hold(), reserve.hold()]).toEqual([false, true, true]);
  expect((await stat(path)).size).toBe(3_000_000);
  expect((await stat(path)).blocks * 512).toBeGreaterThanOrEqual(3_000_000);
  const next = new DiskReserve(path, 3_000_000);
  expect([next.release(), next.release(), await readdir(folder)]).toEqual([true, false, []]);
});

it('leaves nothing behind where there is no room', async () => {
  const folder = await temporaryFolder();
  const reserve = new DiskReserve(join(folder, 'reserve'), 2 ** 52);
  expect([reserve.hold(), await readdir(folder)]).toEqual([false, []]);
});
