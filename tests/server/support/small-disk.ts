import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../../cli/cli.ts';

export interface SmallDisk {
  readonly folder: string;
  /** Leaves no room, then gives it back. */
  fill(): void;
  empty(): void;
  /** Mounts it anew, as a system does with a disk that fails. */
  makeReadOnly(): void;
}

const mount = (...args: readonly string[]) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;

/** Why no disk of its own can be mounted here; undefined when one can. */
export function whyNoSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'file systems in memory are mounted on Linux only';
  if (process.getuid?.() !== 0) return 'only root may mount a file system';
  const folder = mkdtempSync(join(tmpdir(), 'latentgraph-mount-probe-'));
  const isMounted = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder);
  if (isMounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return isMounted ? undefined : 'this system lets nobody mount a file system';
}

/** A real file system of a few megabytes, in memory; gone after the test. */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  if (!mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder)) throw new Error('Cannot mount.');
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      for (let room = Number.POSITIVE_INFINITY; room > 0; ) {
        const { bavail, bsize } = statfsSync(folder);
        room = bavail * bsize;
        try {
          writeFileSync(filler, Buffer.alloc(room), { flag: 'a' });
        } catch (error) {
          // Others write at the same time.
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
      }
    },
    empty: () => rmSync(filler, { force: true }),
    makeReadOnly() {
      if (!mount('-o', 'remount,ro', folder)) throw new Error('Cannot make it read-only.');
    },
  };
}
