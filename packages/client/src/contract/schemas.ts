import { assetHashSchema, problemSchema } from '@latentgraph/graph-core';
import { z } from 'zod';

/** What travels between server and clients besides run events, which graph-core describes. */

const milliseconds = z.number().min(0);
const sizeBytes = z.number().min(0);
/** Milliseconds since 1970. */
const time = z.number().min(0);

export const runIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'Ids of runs are 1 to 64 letters, digits, "-" or "_".');

export const modelNameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
    'Names of models are 1 to 128 letters, digits, ".", "_" or "-".',
  );

export const runParams = z.object({ run: runIdSchema });
export const assetParams = z.object({ hash: assetHashSchema });
export const modelParams = z.object({ name: modelNameSchema });

export const problemsSchema = z
  .object({ problems: z.array(problemSchema).readonly() })
  .describe('What was refused, why, and what to do. Every answer that is no success has this form.');

const deviceSchema = z.object({
  id: z.enum(['cpu', 'cuda', 'webgpu', 'wasm']),
  available: z.boolean(),
  reason: z.string(),
});

export const descriptionSchema = z.object({
  name: z.string(),
  version: z.string(),
  device: deviceSchema,
  devices: z.array(deviceSchema).readonly(),
});

export const runStateSchema = z.enum(['queued', 'running', 'finished', 'failed', 'cancelled']);

/** The document is checked by graph-core, whose problems name the place; here it only has to look like one. */
const documentSchema = z
  .looseObject({ format: z.string(), version: z.number() })
  .describe('A workflow document, as it is saved.');

export const runRequestSchema = z.strictObject({
  document: documentSchema,
  targets: z
    .array(z.string().max(64))
    .max(1000)
    .readonly()
    .optional()
    .describe('Nodes to run up to; by default every node with an effect.'),
  overrides: z
    .record(z.string().max(200), z.unknown())
    .optional()
    .describe('`node.param` → value; replaces the param or its wire. Seeds above 2^53 are strings.'),
  jobKey: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The same key never makes a second run: the first one’s id comes back.'),
  priority: z.int().min(-100).max(100).optional().describe('Higher first; 0 by default.'),
});

const runOutputSchema = z.object({
  node: z.string(),
  index: z.int().min(0),
  asset: assetHashSchema,
  mediaType: z.string(),
  widthPx: z.int(),
  heightPx: z.int(),
});

export const runRecordSchema = z.object({
  id: runIdSchema,
  state: runStateSchema,
  name: z.string().optional(),
  priority: z.number(),
  position: z.int().min(0).nullable().describe('Among queued runs, from 0; null when not queued.'),
  submittedAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  attempts: z.int().min(0),
  problems: z.array(problemSchema).readonly(),
  outputs: z.array(runOutputSchema).readonly(),
});

export const runPageSchema = z.object({
  runs: z.array(runRecordSchema).readonly(),
  next: runIdSchema.nullable().describe('`after` of the next page; null on the last.'),
});

export const runQuerySchema = z.strictObject({
  search: z.string().max(200).optional().describe('Text in the name, the workflow or its problems.'),
  state: runStateSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).optional().describe('Runs a page, 50 by default.'),
  after: runIdSchema.optional().describe('Run to go on after.'),
});

export const submittedSchema = z.object({ run: runIdSchema });

export const eventsQuerySchema = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Number of the last event seen; the header Last-Event-ID stands above it.'),
});

export const storedAssetSchema = z.object({ hash: assetHashSchema, mediaType: z.string(), sizeBytes });

export const uploadQuerySchema = z.strictObject({
  mediaType: z
    .string()
    .max(100)
    .optional()
    .describe('What the sender takes it for. What the bytes are is read from the bytes themselves.'),
});

/** Longest side in pixels; few sizes, so that pictures of thumbnails are kept by browsers. */
export const THUMBNAIL_SIZES = [64, 128, 256, 512] as const;

export const thumbnailQuerySchema = z.strictObject({
  size: z.coerce
    .number()
    .pipe(z.literal([...THUMBNAIL_SIZES]))
    .default(256)
    .describe('Longest side in pixels.'),
});

export const modelSummarySchema = z.object({
  name: z.string(),
  embedded: z.boolean(),
  sizeBytes,
  hash: z.string(),
  variants: z.array(z.string()).readonly(),
  family: z.string().optional().describe('Of a checkpoint: Stable Diffusion XL.'),
  precision: z.string().optional().describe("Types of a checkpoint's weights: float16."),
  problems: z.array(problemSchema).readonly(),
});

export const modelListSchema = z.object({
  models: z.array(modelSummarySchema).readonly(),
  diskUse: z.object({
    usedBytes: sizeBytes.describe('By all models that are not embedded.'),
    freeBytes: sizeBytes.describe('Left on the disk of the models folder.'),
  }),
});

export const modelDetailsSchema = modelSummarySchema.extend({
  files: z.array(z.object({ path: z.string(), sizeBytes })).readonly(),
});

export const healthSchema = z.object({
  status: z.enum(['ok', 'stopping']),
  version: z.string(),
  uptimeMs: milliseconds,
});

const count = z.int().min(0);

export const metricsSchema = z.object({
  runs: z.object({ queued: count, running: count, finished: count, failed: count, cancelled: count }),
  runners: z
    .array(
      z.object({
        device: z.string(),
        pid: z.int(),
        state: z.enum(['starting', 'idle', 'busy']),
        restarts: count,
      }),
    )
    .readonly(),
  eventStreams: count,
  requests: z.object({ answered: count, refused: count, failed: count }),
  memory: z.object({ residentBytes: sizeBytes, heapBytes: sizeBytes }),
  uptimeMs: milliseconds,
});

export type RunRecord = z.output<typeof runRecordSchema>;
export type RunPage = z.output<typeof runPageSchema>;
export type RunQuery = z.input<typeof runQuerySchema>;
export type ModelList = z.output<typeof modelListSchema>;
export type ModelDetails = z.output<typeof modelDetailsSchema>;
export type Health = z.output<typeof healthSchema>;
export type Metrics = z.output<typeof metricsSchema>;
export type StoredAsset = z.output<typeof storedAssetSchema>;
export type ThumbnailSize = (typeof THUMBNAIL_SIZES)[number];
