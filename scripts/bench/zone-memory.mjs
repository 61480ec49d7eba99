import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MEASURE = fileURLToPath(new URL('./lib/zone-peak.mjs', import.meta.url));
const MEGABYTE = 2 ** 20;

/** The most memory that a zone holds after any step, with garbage collected: 1,000 steps against 10. */
export function measure({ steps = 1000 } = {}) {
  const value = (peakBytes(steps) - peakBytes(10)) / MEGABYTE;
  return [
    {
      name: 'memory of a 1,000-step zone above a 10-step zone',
      value,
      unit: 'MB',
      goal: '≤ 5',
      ok: value <= 5,
    },
  ];
}

/** Each in a process of its own, so that neither finds the other's leftovers. */
function peakBytes(steps) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', MEASURE, String(steps)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The zone of ${steps} steps ended with ${status}: ${stderr}`);
  return Number(stdout);
}
