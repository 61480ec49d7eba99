import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeMadeUNet } from '../lib/made-unet.mjs';

const EVALUATE = join(import.meta.dirname, '../lib/evaluate-made-unet.mjs');
/** Of Stable Diffusion 1.5: 859.5 million weights, and latents of 512×512 pixels. */
const FULL_SIZE = { channels: 320, size: 64 };
const ROUNDS = 2;

/**
 * A guided step on the CPU, both UNets one after the other as the runtime does it, against a batch of two and against a memory plan for
 * each shape. Takes about 4 GB of disk, 10 GB of memory and some minutes; runs with `--full-size` only.
 */
export async function measure({ rounds = ROUNDS, channels, size } = FULL_SIZE) {
  const folder = await mkdtemp(join(tmpdir(), 'latentgraph-bench-'));
  try {
    const { path } = await writeMadeUNet(folder, channels);
    const [oneByOne, together, planned] = await takeTurns(rounds, { path, size, rounds: 1 }, [
      { batches: [1, 1], ort: {} },
      { batches: [2], ort: {} },
      { batches: [1, 1], ort: { enableMemPattern: true } },
    ]);
    return [
      row('one UNet after the other against a batch of two, time', oneByOne, together, 'stepSeconds', 1.1),
      row('one UNet after the other against a batch of two, memory', oneByOne, together, 'peakGb', 0.95),
      row('without against with memory plans, time', oneByOne, planned, 'stepSeconds', 1.1),
      row('without against with memory plans, memory', oneByOne, planned, 'peakGb', 0.9),
      { name: 'memory of a step', value: oneByOne.peakGb, unit: 'GB', goal: '≤ 8', ok: oneByOne.peakGb <= 8 },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The best time and the highest peak of each way; by turns, so that what else the machine does falls on all alike. */
async function takeTurns(rounds, options, ways) {
  const found = ways.map(() => ({ stepSeconds: Number.POSITIVE_INFINITY, peakGb: 0 }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, way] of ways.entries()) {
      const { stepSeconds, peakGb } = await evaluateElsewhere({ ...options, ...way });
      found[at] = {
        stepSeconds: Math.min(found[at].stepSeconds, stepSeconds),
        peakGb: Math.max(found[at].peakGb, peakGb),
      };
    }
  }
  return found;
}

/** In a process of its own, whose memory nothing else adds to. */
async function evaluateElsewhere(options) {
  const { stdout } = await promisify(execFile)(process.execPath, [EVALUATE, JSON.stringify(options)]);
  return JSON.parse(stdout);
}

function row(name, ours, other, what, most) {
  const value = ours[what] / other[what];
  return { name: `full size, CPU: ${name}`, value, unit: '×', goal: `≤ ${most}`, ok: value <= most };
}
