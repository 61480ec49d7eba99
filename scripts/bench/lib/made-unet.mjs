import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unetGraph, unetParameters, writeOnnx } from '@latentgraph/model-graphs';
import { stableDiffusion1, weightsOf, writeMadeCheckpoint } from './made-checkpoint.mjs';

export const EMBEDDING_WIDTH = 768;

/** As exporters leave it: attention written out, and weights turned round before they are multiplied with. */
const EXPORTED = { arithmetic: 'float32', fusedAttention: false, fusedLinear: false };

/**
 * Writes a UNet of Stable Diffusion 1.5's structure as its ONNX exports are, with weights that mean nothing: 859.5 million of
 * them, 3.4 GB, at 320 channels.
 *
 * @param {string} folder
 * @param {number} channels of the first level; 320 in Stable Diffusion 1.5
 * @returns {Promise<{ readonly path: string }>}
 */
export async function writeMadeUNet(folder, channels) {
  const { unet } = stableDiffusion1(channels);
  const parameters = unetParameters(unet, 'diffusers');
  const stored = parameters.map(({ shape, stored: { name } }) => ({ name, shape }));
  const { weights } = await writeMadeCheckpoint(folder, 'weights.safetensors', stored, 'F32');
  const graph = unetGraph(unet, weightsOf(parameters, '', weights), EXPORTED);
  const path = join(folder, 'model.onnx');
  await writeFile(
    path,
    writeOnnx(graph, ({ file, offset }) => ({ location: basename(file), offset })),
  );
  return { path };
}
