import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { prepareFolder, writingError } from './folder-problem.ts';

it('makes a folder that can be written in, and leaves nothing there', async () => {
  const folder = join(await temporaryFolder(), 'a/b');
  await prepareFolder(folder);
  expect([writingError(folder), await readdir(folder)]).toEqual([undefined, []]);
});

it('says what is wrong with a file where the folder should be', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, 'Not a folder.');
  for (const place of [file, join(file, 'below')]) {
    await expect(prepareFolder(place)).rejects.toMatchObject({
      problem: {
        code: expect.stringMatching(/^file-(eexist|enotdir)$/),
        message: expect.stringContaining(`Cannot keep anything in '${place}'`),
      },
    });
  }
});

it.runIf(process.platform === 'linux')('does not try for ever where no folder can be', async () => {
  await expect(prepareFolder('/proc/x')).rejects.toMatchObject({ problem: { code: 'file-enoent' } });
});
