import { resolveConfig, schedulerDefinitions } from '@latentgraph/nodes';
import { cpuTensor, createCpuBackend } from '@latentgraph/runtime-core';
import { median } from './lib/rounds.mjs';

const DIMS = [1, 4, 64, 64];
const STEPS = 20;
const ROUNDS = 30;

/** One step of each scheduler on a latent of 4×64×64, the size of a 512×512 picture, on the CPU backend. */
export async function measure({ rounds = ROUNDS } = {}) {
  const measures = [];
  for (const definition of schedulerDefinitions) {
    const value = await medianStepMs(definition, rounds);
    measures.push({
      name: `scheduler step, ${definition.title}`,
      value,
      unit: 'ms',
      goal: '< 0.3',
      ok: value < 0.3,
    });
  }
  return measures;
}

async function medianStepMs(definition, rounds) {
  const ops = createCpuBackend(() => {
    throw new Error('A scheduler evaluates no model.');
  });
  const { config } = resolveConfig(definition, {}, {});
  const schedule = definition.createSchedule(config, STEPS);
  const noise = gaussian();
  const prediction = gaussian();
  const times = [];
  for (let run = 0; run <= rounds; run += 1) {
    const solver = definition.createSolver(schedule);
    let sample = noise;
    for (let index = schedule.from; index < schedule.to; index += 1) {
      const startedMs = performance.now();
      ({ sample } = await solver.step({ ops, index, sample, prediction, noise: async () => noise }));
      if (run > 0) times.push(performance.now() - startedMs);
    }
    solver.dispose();
  }
  return median(times);
}

function gaussian() {
  const size = DIMS.reduce((product, extent) => product * extent, 1);
  return cpuTensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(i * 12.9898) * 1.4),
    DIMS,
  );
}
