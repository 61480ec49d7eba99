import {
  createStream,
  createTokenizer,
  findScheduler,
  resolveConfig,
  streamFromSeed,
} from '@latentgraph/nodes';

/**
 * Text to image as one would write it by hand for this one model: DDIM, classifier-free guidance, no graph, no
 * planning, no events. Tensors are plain arrays all the way. Runs in Node and in browsers.
 *
 * @param {object} environment
 * @param {typeof import('onnxruntime-common').Tensor} environment.Tensor
 * @param {(component: string) => Promise<import('onnxruntime-common').InferenceSession>} environment.open opens
 *   a component of a model in the newest layout
 * @param {(path: string) => Promise<string>} environment.read reads a text of its folder
 */
export async function createHandWrittenLoop({ Tensor, open, read }) {
  const [textEncoder, unet, decoder] = [
    await open('text_encoder'),
    await open('unet'),
    await open('vae_decoder'),
  ];
  const tokenizer = createTokenizer({
    vocab: JSON.parse(await read('tokenizer/vocab.json')),
    merges: await read('tokenizer/merges.txt'),
    config: JSON.parse(await read('tokenizer/tokenizer_config.json')),
    specialTokens: JSON.parse(await read('tokenizer/special_tokens_map.json')),
  });
  const vae = JSON.parse(await read('vae_decoder/config.json'));
  const schedulerConfig = JSON.parse(await read('scheduler/scheduler_config.json'));
  const size = 16;

  async function encode(prompt) {
    const ids = tokenizer.encode(prompt).slice(0, tokenizer.limit - 2);
    const padding = Array(tokenizer.limit - 2 - ids.length).fill(tokenizer.padId);
    const framed = BigInt64Array.from([tokenizer.startId, ...ids, tokenizer.endId, ...padding], BigInt);
    const { last_hidden_state } = await textEncoder.run({
      input_ids: new Tensor('int64', framed, [1, framed.length]),
    });
    return last_hidden_state.data;
  }

  function batch(a, b, dims) {
    const data = new Float32Array(a.length + b.length);
    data.set(a);
    data.set(b, a.length);
    return new Tensor('float32', data, dims);
  }

  async function predict(latent, conditionings, timestep, width) {
    const dims = [latent.length / (4 * size * size), 4, size, size];
    const { out_sample } = await unet.run({
      sample: new Tensor('float32', latent, dims),
      timestep: new Tensor('float32', Float32Array.of(timestep), []),
      encoder_hidden_states: new Tensor('float32', conditionings, [
        dims[0],
        conditionings.length / dims[0] / width,
        width,
      ]),
    });
    return out_sample.data;
  }

  /** @param {{ prompt: string, seed: number, steps: number, scale: number, batched: boolean }} options */
  return async function paint({ prompt, seed, steps, scale, batched }) {
    const conditional = await encode(prompt);
    const unconditional = await encode('');
    const width = conditional.length / tokenizer.limit;
    const both = batch(conditional, unconditional, [2, tokenizer.limit, width]).data;
    const settings = resolveConfig(findScheduler('ddim'), schedulerConfig, {}).config;
    const { entries } = findScheduler('ddim').createSchedule(settings, steps);
    let latent = createStream(streamFromSeed(seed)).draw([1, 4, size, size]);
    const firstAlphaBar = alphaBarOf(settings);
    for (const { timestep, alpha, sigma, next } of entries) {
      let [withPrompt, without] = [];
      if (batched) {
        const output = await predict(batch(latent, latent, [2, 4, size, size]).data, both, timestep, width);
        [withPrompt, without] = [output.subarray(0, latent.length), output.subarray(latent.length)];
      } else {
        withPrompt = await predict(latent, conditional, timestep, width);
        without = await predict(latent, unconditional, timestep, width);
      }
      const toAlpha = next?.alpha ?? Math.sqrt(firstAlphaBar);
      const toSigma = next?.sigma ?? Math.sqrt(1 - firstAlphaBar);
      const stepped = new Float32Array(latent.length);
      for (let i = 0; i < latent.length; i += 1) {
        const noise = scale * withPrompt[i] + (1 - scale) * without[i];
        const clean = (latent[i] - sigma * noise) / alpha;
        stepped[i] = toAlpha * clean + toSigma * noise;
      }
      latent = stepped;
    }
    const unscaled = latent.map((value) => value / vae.scaling_factor);
    const { sample } = await decoder.run({
      latent_sample: new Tensor('float32', unscaled, [1, 4, size, size]),
    });
    return toImage(sample.data, size * 8);
  };
}

/** alpha-bar of the first timestep, where DDIM ends with `set_alpha_to_one` off. */
function alphaBarOf({ beta_start }) {
  return 1 - beta_start;
}

function toImage(planes, sizePx) {
  const area = sizePx * sizePx;
  const image = new Float32Array(planes.length);
  for (let channel = 0; channel < 3; channel += 1) {
    for (let i = 0; i < area; i += 1) {
      image[i * 3 + channel] = Math.min(Math.max(planes[channel * area + i] / 2 + 0.5, 0), 1);
    }
  }
  return image;
}
