import { join } from 'node:path';
import { allFinite } from '@latentgraph/runtime-core';
import { loadOrt, sessionOptions } from '@latentgraph/runtime-node';
import { root } from '../lib/stage.mjs';
import { median, timeMs } from './lib/rounds.mjs';

const ROUNDS = 15;
const CHECKS_A_ROUND = 200;
const GOAL_PERCENT = 1;

/** What it costs to look for NaN in every output of a model, against the evaluation: the embedded model is the hardest case. */
export async function measure({ rounds = ROUNDS } = {}) {
  const size = 16;
  const unet = await evaluation('unet', {
    sample: [2, 4, size, size],
    timestep: [],
    encoder_hidden_states: [2, 77, 0],
  });
  const decoder = await evaluation('vae_decoder', { latent_sample: [1, 4, size, size] });
  return [await row('a step', unet, rounds), await row('decoding', decoder, rounds)];
}

/** @param {Record<string, number[]>} dims of the feeds by name; 0 stands for what the file says */
async function evaluation(component, dims) {
  const { InferenceSession, Tensor } = await loadOrt();
  const path = join(root, 'models', 'tiny', 'model', component, 'model.onnx');
  const session = await InferenceSession.create(path, sessionOptions('cpu'));
  const feeds = Object.fromEntries(
    session.inputMetadata.map(({ name, shape }) => {
      const filled = dims[name].map((length, axis) => (length === 0 ? shape[axis] : length));
      const count = filled.reduce((product, length) => product * length, 1);
      return [name, new Tensor('float32', new Float32Array(count).fill(0.5), filled)];
    }),
  );
  return () => session.run(feeds);
}

async function row(what, evaluate, rounds) {
  const outputs = Object.values(await evaluate()).map(({ data }) => data);
  const shares = [];
  for (let round = 0; round < rounds; round += 1) {
    const evaluationMs = await timeMs(evaluate);
    const checksMs = await timeMs(() => {
      for (let check = 0; check < CHECKS_A_ROUND; check += 1) outputs.every(allFinite);
    });
    shares.push((100 * checksMs) / CHECKS_A_ROUND / evaluationMs);
  }
  const value = median(shares);
  return {
    name: `looking for NaN in the outputs of ${what}, against the evaluation`,
    value,
    unit: '%',
    goal: `≤ ${GOAL_PERCENT}`,
    ok: value <= GOAL_PERCENT,
  };
}
