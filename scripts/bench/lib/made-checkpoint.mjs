import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { clipTextParameters, unetParameters, vaeParameters } from '@latentgraph/model-graphs';

/** Stable Diffusion 1.5's architectures, where the first level has 320 channels. */
export function stableDiffusion1(channels = 320) {
  const level = (factor, depth, resnets, resamples) => ({
    width: factor * channels,
    transformerDepths: new Array(resnets).fill(depth),
    resamples,
  });
  return {
    unet: {
      inChannels: 4,
      outChannels: 4,
      modelChannels: channels,
      timeEmbeddingWidth: 4 * channels,
      contextWidth: 768,
      down: [level(1, 1, 2, true), level(2, 1, 2, true), level(4, 1, 2, true), level(4, 0, 2, false)],
      mid: { width: 4 * channels, resnets: 2, transformerDepth: 1 },
      up: [level(4, 0, 3, true), level(4, 1, 3, true), level(2, 1, 3, true), level(1, 1, 3, false)],
      attentionHeads: { rule: 'count', heads: 8 },
      linearProjection: false,
    },
    vae: {
      imageChannels: 3,
      latentChannels: 4,
      widths: [128, 256, 512, 512],
      encoderResnets: 2,
      decoderResnets: 3,
      quantConv: true,
      postQuantConv: true,
    },
    text: {
      layers: 12,
      layersInFile: 12,
      width: 768,
      heads: 12,
      mlpWidth: 3072,
      vocabularySize: 49_408,
      positions: 77,
      activation: 'quick_gelu',
    },
  };
}

/** All parameters of a whole checkpoint in the original layout, under the names that files have. */
export function checkpointParameters({ unet, vae, text }) {
  return [
    ...withPrefix('model.diffusion_model.', unetParameters(unet, 'original')),
    ...withPrefix('first_stage_model.', vaeParameters(vae, 'original')),
    ...withPrefix('cond_stage_model.transformer.', clipTextParameters(text, 'transformers')),
  ];
}

function withPrefix(prefix, parameters) {
  return parameters.map(({ shape, stored }) => ({ name: `${prefix}${stored.name}`, shape }));
}

/**
 * Writes a .safetensors file with weights that mean nothing, the same each time: 2.1 GB for Stable Diffusion 1.5 in float16.
 *
 * @param {string} folder
 * @param {string} name
 * @param {readonly { readonly name: string, readonly shape: readonly number[] }[]} parameters
 * @param {'F16' | 'F32'} dtype
 * @returns {Promise<{ readonly path: string, readonly weights: Map<string, import('@latentgraph/model-graphs').WeightRef> }>}
 *   where each lies, by its name in the file
 */
export async function writeMadeCheckpoint(folder, name, parameters, dtype) {
  const path = join(folder, name);
  const size = dtype === 'F16' ? 2 : 4;
  let end = 0;
  const tensors = parameters.map((parameter) => {
    const start = end;
    end += parameter.shape.reduce((product, length) => product * length, size);
    return { ...parameter, start, end };
  });
  const header = Object.fromEntries(
    tensors.map(({ name, shape, start, end }) => [name, { dtype, shape, data_offsets: [start, end] }]),
  );
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  const file = await open(path, 'w');
  try {
    await file.writev([length, padded]);
    for (const tensor of tensors) await file.write(madeValues(tensor, dtype));
  } finally {
    await file.close();
  }
  const from = 8 + padded.length;
  const weights = new Map(
    tensors.map(({ name, shape, start, end }) => [
      name,
      {
        file: path,
        tensor: name,
        dtype,
        offset: from + start,
        byteLength: end - start,
        shape,
        transposed: false,
      },
    ]),
  );
  return { path, weights };
}

/** The parameters of one part under the names that its graph asks for. */
export function weightsOf(parameters, prefix, weights) {
  return new Map(
    parameters.map(({ name, shape, stored }) => [
      name,
      { ...weights.get(`${prefix}${stored.name}`), shape, transposed: stored.transposed ?? false },
    ]),
  );
}

/** Ones for the scales of norms, zeros for biases, and else random signs and digits of a size that keeps activations small. */
function madeValues({ name, shape }, dtype) {
  const count = shape.reduce((product, length) => product * length, 1);
  const isHalf = dtype === 'F16';
  const values = isHalf ? new Uint16Array(count) : new Uint32Array(count);
  if (name.endsWith('.bias')) return values;
  if (shape.length === 1) return values.fill(isHalf ? 0x3c00 : 0x3f800000);
  const inputs = shape.slice(1).reduce((product, length) => product * length, 1);
  const exponent = Math.floor(Math.log2(1 / Math.sqrt(inputs)));
  const bits = isHalf ? (exponent + 15) << 10 : (exponent + 127) << 23;
  let state = 0x9e3779b9;
  for (let i = 0; i < count; i += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    values[i] = isHalf
      ? (state & 0x8000) | bits | (state & 0x3ff)
      : ((state & 0x80000000) | bits | (state & 0x7fffff)) >>> 0;
  }
  return values;
}
