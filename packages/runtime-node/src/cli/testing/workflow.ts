import { createRegistry, MAIN_GRAPH, type WorkflowDocument, workflowSchema } from '@latentgraph/graph-core';
import { z } from 'zod';

const seedSchema = z.union([z.int().min(0), z.string().regex(/^\d+$/)]).meta({ wire: 'seed' });

/** Node types with every kind of param that the command line has to read. */
export const smallRegistry = createRegistry(
  [],
  [
    {
      type: 'Seed',
      version: 1,
      title: 'Seed',
      category: 'Values',
      summary: 'Starts a stream of random numbers.',
      inputs: {},
      outputs: { value: { type: 'seed', description: 'The start of the stream.' } },
      params: z.object({
        value: seedSchema.default(0).describe('Same seed, same picture.').meta({ wire: false }),
        policy: z.enum(['fixed', 'random', 'increment']).default('fixed').describe('What changes it.'),
      }),
    },
    {
      type: 'Noise',
      version: 2,
      title: 'Noise',
      category: 'Latent',
      summary: 'Draws noise.',
      inputs: {
        latents: { type: 'latent', description: 'Latents to add to.', optional: true, list: true },
        unet: { type: 'unet', description: 'Gives the scale.' },
      },
      outputs: (params) => ({
        [`latent${(params as { width: number }).width}`]: { type: 'latent', description: 'Noise.' },
      }),
      params: z.object({
        seed: seedSchema.default(5).describe('Same seed, same noise.'),
        width: z.int().min(8).max(4096).default(128).describe('Width in pixels.'),
        scale: z.number().min(0).optional().describe('Factor.').meta({ wire: false }),
        text: z.string().default('').describe('Words.'),
        smooth: z.boolean().default(false).describe('Less of it.'),
        sizes: z.array(z.int()).default([]).describe('More widths.'),
      }),
    },
    {
      type: 'LoadImage',
      version: 1,
      title: 'Load Image',
      category: 'Image',
      summary: 'Opens a picture.',
      inputs: {},
      outputs: { image: { type: 'image', description: 'The picture.' } },
      params: z.object({
        asset: z
          .string()
          .regex(/^(?:[0-9a-f]{64})?$/)
          .default('')
          .describe('Its hash.'),
      }),
    },
  ],
);

/** A document with the given nodes (id → type and params), edges (`a.port` → `b.port`) and exposed params. */
export function workflow(
  nodes: Readonly<
    Record<string, { readonly type: string; readonly params?: Readonly<Record<string, unknown>> }>
  >,
  edges: readonly (readonly [from: string, to: string])[] = [],
  exposed: Readonly<Record<string, string>> = {},
): WorkflowDocument {
  const end = (text: string) => ({ node: text.split('.')[0], port: text.split('.')[1] });
  return workflowSchema.parse({
    format: 'latentgraph',
    version: 1,
    graphs: {
      [MAIN_GRAPH]: {
        nodes: Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, { version: 1, ...node }])),
        edges: edges.map(([from, to]) => ({ from: end(from), to: end(to) })),
      },
    },
    exposed: Object.entries(exposed).map(([name, target]) => ({
      name,
      node: end(target).node,
      param: end(target).port,
    })),
  });
}
