import { problemSchema, runEventSchema } from '@latentgraph/graph-core';
import { z } from 'zod';
import { type MethodName, methods } from './methods.ts';
import { startSchema } from './start.ts';

const methodName = z.enum(Object.keys(methods) as [MethodName, ...MethodName[]]);
const call = z.int().min(0);

export const toWorkerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), start: startSchema }),
  z.object({ type: z.literal('call'), call, method: methodName, input: z.unknown() }),
]);

export const fromWorkerSchema = z.discriminatedUnion('type', [
  /** It holds its lock and takes calls. */
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('result'), call, output: z.unknown() }),
  z.object({ type: z.literal('refused'), call, problem: problemSchema }),
  z.object({ type: z.literal('event'), event: runEventSchema }),
  /** Nothing can run in this worker, or nothing any more: what was asked of it fails, and another takes its place. */
  z.object({ type: z.literal('unusable'), problem: problemSchema }),
]);

export type ToWorker = z.input<typeof toWorkerSchema>;
export type FromWorker = z.input<typeof fromWorkerSchema>;
