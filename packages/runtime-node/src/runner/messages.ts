import { problemSchema, runEventBodySchema, workflowSchema } from '@latentgraph/graph-core';
import { z } from 'zod';

/** What goes between a runner and the process that forked it, checked on both sides. */

const requestSchema = z.object({
  document: workflowSchema,
  targets: z.array(z.string()).exactOptional(),
  overrides: z.record(z.string(), z.json()).exactOptional(),
});

export const toRunnerSchema = z.discriminatedUnion('type', [
  /** The first message, once. */
  z.object({
    type: z.literal('setUp'),
    home: z.string(),
    modelsDirectory: z.string().exactOptional(),
    device: z.enum(['auto', 'cpu', 'cuda', 'webgpu']),
    threads: z.int().min(1).exactOptional(),
    /** Whether anybody looks at passing pictures; making them costs time. */
    previews: z.boolean(),
  }),
  z.object({ type: z.literal('run'), job: z.string(), request: requestSchema }),
  z.object({ type: z.literal('cancel'), job: z.string() }),
]);

const bytesSchema = z.custom<Uint8Array<ArrayBufferLike>>(
  (value) => value instanceof Uint8Array,
  'These are no bytes.',
);

export const fromRunnerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), device: z.string() }),
  /** It cannot work on this machine as it was told to; it exits. */
  z.object({ type: z.literal('refused'), problem: problemSchema }),
  /** Its event loop turns: sent every second, except while a model is evaluated. */
  z.object({ type: z.literal('alive') }),
  z.object({ type: z.literal('event'), job: z.string(), event: runEventBodySchema }),
  /** A preview with its picture, which is stored nowhere. */
  z.object({ type: z.literal('preview'), job: z.string(), event: runEventBodySchema, bytes: bytesSchema }),
]);

export type ToRunner = z.infer<typeof toRunnerSchema>;
export type FromRunner = z.infer<typeof fromRunnerSchema>;
