import { createRegistry, type Registry } from '@latentgraph/graph-core';
import { builtinRegistry, builtinTypes, defineNode, port } from '@latentgraph/nodes';
import { z } from 'zod';

/**
 * The built-in nodes and `CaptureLatent`, which puts what passes through it into `captured`: pictures are rounded to
 * 8 bits, latents are not.
 */
export function registryWithCapture(captured: Map<string, Float32Array>): Registry {
  const capture = defineNode({
    type: 'CaptureLatent',
    version: 1,
    title: 'Capture Latent',
    category: 'Test',
    summary: 'Keeps a latent for the test to look at.',
    effect: true,
    inputs: { latent: port.latent('What to keep.') },
    outputs: {},
    params: z.object({}),
    async run({ node, inputs, services }) {
      captured.set(node, Float32Array.from(await services.ops.download(inputs.latent.tensor)));
      return {};
    },
  });
  return createRegistry(builtinTypes, [...builtinRegistry.nodes.values(), capture]);
}
