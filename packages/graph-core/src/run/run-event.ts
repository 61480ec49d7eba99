import { z } from 'zod';
import { problemSchema } from '../problem.ts';

/** One union for worker messages, server-sent events, IPC and `--json`. */

const milliseconds = z.number().min(0);
const assetHash = z.string();

/** A picture kept by the runtime's asset store under its hash. */
const pictureReference = {
  asset: assetHash,
  mediaType: z.string(),
  widthPx: z.int(),
  heightPx: z.int(),
};

const bodies = [
  z.object({ type: z.literal('queued'), position: z.int().min(0) }),
  z.object({
    type: z.literal('started'),
    device: z.string(),
    /** Steps of all zones together, where known before running. */
    nodeCount: z.int().min(0),
  }),
  z.object({
    type: z.literal('modelLoading'),
    model: z.string(),
    component: z.string(),
    phase: z.enum(['fetching', 'opening', 'ready']),
    loadedBytes: z.number().min(0),
    totalBytes: z.number().min(0).nullable(),
  }),
  z.object({ type: z.literal('nodeStarted'), node: z.string() }),
  z.object({
    type: z.literal('stepFinished'),
    zone: z.string(),
    /** 1-based: the step that has just finished. */
    step: z.int().min(1),
    count: z.int().min(1),
    elapsedMs: milliseconds,
    /** What the step went by, as the zone's start tells it: `{ timestep: 981, sigma: 0.99 }`. */
    readings: z.record(z.string(), z.number()).optional(),
  }),
  /** Shows how far a step has come. A reference, never in the stored log. */
  z.object({
    type: z.literal('preview'),
    node: z.string(),
    zone: z.string().optional(),
    step: z.int().min(1).optional(),
    ...pictureReference,
  }),
  z.object({
    type: z.literal('output'),
    node: z.string(),
    port: z.string(),
    /** Position in the batch, from 0. */
    index: z.int().min(0),
    /** What a file made of it is called, without number and extension. */
    prefix: z.string().optional(),
    ...pictureReference,
  }),
  z.object({
    type: z.literal('nodeFinished'),
    node: z.string(),
    cached: z.boolean(),
    elapsedMs: milliseconds,
  }),
  z.object({ type: z.literal('warning'), problem: problemSchema }),
  z.object({ type: z.literal('nodeFailed'), node: z.string(), problem: problemSchema }),
  z.object({ type: z.literal('finished'), elapsedMs: milliseconds }),
  z.object({ type: z.literal('cancelled'), elapsedMs: milliseconds }),
  z.object({ type: z.literal('failed'), problems: z.array(problemSchema), elapsedMs: milliseconds }),
] as const;

export const runEventBodySchema = z.discriminatedUnion('type', bodies);

const stamp = z.object({
  run: z.string(),
  /** Counts from 1 within the run, without gaps. */
  seq: z.int().min(1),
});

export const runEventSchema = z.intersection(stamp, runEventBodySchema);

export type RunEventBody = z.infer<typeof runEventBodySchema>;
export type RunEvent = { readonly run: string; readonly seq: number } & RunEventBody;

/** Whether no event can follow this one. */
export function endsRun(event: RunEventBody): boolean {
  return event.type === 'finished' || event.type === 'cancelled' || event.type === 'failed';
}
