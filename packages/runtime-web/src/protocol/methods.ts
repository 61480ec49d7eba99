import { problemSchema, workflowSchema } from '@latentgraph/graph-core';
import { z } from 'zod';

const sizeBytes = z.number().min(0);
const bytes: z.ZodType<Uint8Array> = z.instanceof(Uint8Array);
const hash = z.string();
/** An absent field is absent, never undefined. */

const device = z.object({
  id: z.enum(['cpu', 'cuda', 'webgpu', 'wasm']),
  available: z.boolean(),
  reason: z.string(),
});

export const modelSummarySchema = z.object({
  name: z.string(),
  embedded: z.boolean(),
  sizeBytes,
  /** Of which this browser keeps so much. */
  storedBytes: sizeBytes,
  /** Empty while a file that the site lists without its sha256 has not been fetched. */
  hash,
  variants: z.array(z.string()).readonly(),
  problems: z.array(problemSchema).readonly(),
});

export const storedAssetSchema = z.object({ hash, mediaType: z.string(), sizeBytes });

/** What the browser keeps for this site. */
export const storageSchema = z.object({
  kind: z.enum(['opfs', 'cache', 'memory']),
  usedBytes: sizeBytes,
  /** What the browser allows; null where it does not tell. */
  quotaBytes: sizeBytes.nullable(),
  /** Whether the browser may clear it when the disk runs full. */
  persistent: z.boolean(),
});

/** For tests, and for people who look for a leak. */
export const diagnosticsSchema = z.object({
  /** Tensors whose data lie on the GPU. */
  gpuTensors: z.int().min(0),
  /** Weights of the sessions that are open. */
  sessionBytes: sizeBytes,
});

/** What a page may ask a worker, by name. */
export const methods = {
  describe: {
    input: z.object({}),
    output: z.object({ name: z.string(), version: z.string(), device, devices: z.array(device).readonly() }),
  },
  submit: {
    input: z.object({
      document: workflowSchema,
      targets: z.array(z.string()).readonly().optional(),
      overrides: z.record(z.string(), z.unknown()).optional(),
    }),
    output: z.string(),
  },
  cancel: { input: z.string(), output: z.void() },
  putAsset: { input: z.object({ bytes, mediaType: z.string() }), output: hash },
  getAsset: { input: hash, output: z.object({ hash, mediaType: z.string(), bytes }).optional() },
  hasAsset: { input: hash, output: z.boolean() },
  assets: { input: z.object({}), output: z.array(storedAssetSchema).readonly() },
  removeAsset: { input: hash, output: z.void() },
  models: { input: z.object({}), output: z.array(modelSummarySchema).readonly() },
  removeModel: { input: z.string(), output: z.void() },
  storage: { input: z.object({}), output: storageSchema },
  diagnostics: { input: z.object({}), output: diagnosticsSchema },
} as const;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type MethodInput<Name extends MethodName> = z.input<Methods[Name]['input']>;
export type MethodOutput<Name extends MethodName> = z.output<Methods[Name]['output']>;

/** The worker's side of all methods. */
export type MethodHandlers = {
  readonly [Name in MethodName]: (
    input: z.output<Methods[Name]['input']>,
  ) => MethodOutput<Name> | Promise<MethodOutput<Name>>;
};

export type WebModelSummary = z.output<typeof modelSummarySchema>;
export type StorageUse = z.output<typeof storageSchema>;
export type Diagnostics = z.output<typeof diagnosticsSchema>;
