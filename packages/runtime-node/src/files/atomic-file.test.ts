import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeFileAtomically } from './atomic-file.ts';
import { systemProblem } from './system-problem.ts';

/** A process of its own runs what was built; `npm test` builds first. */
const BUILT_MODULE = join(import.meta.dirname, '../../dist/files/atomic-file.js');

describe('writeFileAtomically', () => {
  it('writes into a folder that it makes, replaces, and leaves nothing else behind', async () => {
    const folder = join(await temporaryFolder(), 'a/b');
    await writeFileAtomically(join(folder, 'file'), 'one');
    await writeFileAtomically(join(folder, 'file'), Uint8Array.of(0x32));
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('2');
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('says what stands in the way', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'plain'), '');
    await mkdir(join(folder, 'folder/inside'), { recursive: true });
    await expect(writeFileAtomically(join(folder, 'plain/file'), '')).rejects.toMatchObject({
      problem: {
        code: expect.stringMatching(/^file-(enotdir|eexist)$/),
        message: expect.stringContaining('plain/file'),
      },
    });
    await expect(writeFileAtomically(join(folder, 'folder'), '')).rejects.toMatchObject({
      problem: { code: expect.stringMatching(/^file-/) },
    });
    expect((await readdir(folder)).sort()).toEqual(['folder', 'plain']);
  });

  it('says what the system refused in words', () => {
    const refusal = (code: string) =>
      systemProblem(Object.assign(new Error(code), { code }), "Cannot write 'x'");
    expect(refusal('ENOSPC')).toEqual({
      code: 'file-enospc',
      severity: 'error',
      message: "Cannot write 'x': the disk is full.",
      remedy: 'Free some space, or choose a place on another disk.',
    });
    expect(refusal('EROFS').message).toBe("Cannot write 'x': the disk is read-only.");
    expect(refusal('EACCES').message).toBe("Cannot write 'x': permission is denied.");
    expect(() => refusal('not a system code')).toThrow('not a system code');
  });

  it.runIf(existsSync(BUILT_MODULE))('never shows a torn file, also when the writer is killed', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'file');
    const size = 4_000_000;
    await writeFileAtomically(file, 'a'.repeat(size));
    const script = `
      const { writeFileAtomically } = await import(${JSON.stringify(BUILT_MODULE)});
      for (let round = 0; ; round += 1) {
        await writeFileAtomically(${JSON.stringify(file)}, (round % 2 ? 'a' : 'b').repeat(${size}));
        if (round === 2) process.stdout.write('writing');
      }`;
    for (let trial = 0; trial < 6; trial += 1) {
      const writer = spawn(process.execPath, ['--input-type=module', '-e', script]);
      await once(writer.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, trial * 7));
      writer.kill('SIGKILL');
      await once(writer, 'close');
      const text = await readFile(file, 'utf8');
      expect(text.length).toBe(size);
      expect(new Set(text).size).toBe(1);
    }
  });
});
