import { writeFileSync } from 'node:fs';

/**
 * Tells Linux which process to kill when memory runs out: this one, before its parent and whatever else the machine
 * does. A job that is lost is told of and tried again; a server is not.
 */
export function dieFirst(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // Where the system does not let it, the largest process goes first, which is this one most of the time.
  }
}
