import type { Port, Ports } from '@latentgraph/graph-core';
import { z } from 'zod';
import { port } from '../../definition/port.ts';

/** A value besides the latent that one step of a zone hands to the next. */
export const carriedSchema = z.object({
  name: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]{0,31}$/, 'Names start with a small letter and go on with letters and digits.'),
  type: z.string().min(1).max(64),
});

const RESERVED = new Set(['schedule', 'step', 'latent', 'preview', 'vae', 'zone', 'carried', 'previewEvery']);

export const carriedListSchema = z
  .array(carriedSchema)
  .max(16)
  .refine((list) => new Set(list.map((item) => item.name)).size === list.length, {
    error: 'Every carried value needs a name of its own.',
  })
  .refine((list) => list.every((item) => !RESERVED.has(item.name)), {
    error: `Carried values cannot be called ${[...RESERVED].join(', ')}.`,
  })
  .default([])
  .meta({ widget: 'carried', advanced: true });

type Carried = z.infer<typeof carriedListSchema>;

/** Ports of the carried values of a zone, which are stored on its start alone. */
export function carriedPorts(zoneStart: unknown): Ports {
  const carried = ((zoneStart ?? {}) as { carried?: Carried }).carried;
  if (!Array.isArray(carried)) return {};
  return Object.fromEntries(carried.map(({ name, type }): [string, Port] => [name, carriedPort(name, type)]));
}

function carriedPort(name: string, type: string): Port {
  const description = `The carried value '${name}'.`;
  const maker = Object.hasOwn(port, type) && type !== 'any' ? port[type as 'latent'] : undefined;
  return maker ? maker(description) : { type, description };
}

export const zoneSchema = z
  .string()
  .min(1)
  .max(64)
  .default('denoise')
  .describe('Pairs a start with its end.')
  .meta({ wire: false, widget: 'zone', advanced: true });
