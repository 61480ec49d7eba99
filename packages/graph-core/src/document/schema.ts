import { z } from 'zod';

/**
 * The workflow file. Plain data: the file that was saved is the program that runs.
 * Objects are loose: keys that this version does not know survive a load and a save.
 */

export const FORMAT_NAME = 'latentgraph';
export const FORMAT_VERSION = 1;
export const MAIN_GRAPH = 'main';

/**
 * Whether every object has something of this name already (`toString`, `constructor`): looked up in a map
 * of nodes or ports it would be found without being there.
 */
export function isReservedName(name: string): boolean {
  return name === 'prototype' || name in Object.prototype;
}

function notReserved<Schema extends z.ZodString>(schema: Schema): Schema {
  return schema.refine((name) => !isReservedName(name), 'This name is reserved: choose another one.');
}

/** Readable ids: `prompt`, `unet-2`. They become part of `--set node.param`, so they hold no dot. */
export const nodeIdSchema = notReserved(
  z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
      'Ids are 1 to 64 letters, digits, "-" or "_", and start with a letter or digit.',
    ),
);

/** Built-in node types have bare names (`UNet`); others are `package:Name`. */
export const nodeTypeSchema = z.string().min(1).max(128);

const portName = notReserved(z.string().min(1).max(64));
const paramName = notReserved(z.string().min(1).max(64));
const coordinate = z.number().min(-1e7).max(1e7);
const color = z.string().max(32);
const position = z.looseObject({ x: coordinate, y: coordinate });
const size = z.looseObject({ width: coordinate.min(0), height: coordinate.min(0) });

export const nodeModeSchema = z.enum(['run', 'mute', 'bypass']);

/** What happens to a seed before each run: nothing, a new one is drawn, or it goes on behind those that were used. */
export const seedPolicySchema = z.enum(['fixed', 'random', 'increment']);

export type SeedPolicy = z.infer<typeof seedPolicySchema>;

export const nodeRecordSchema = z.looseObject({
  type: nodeTypeSchema,
  version: z.int().min(1),
  /** `z.json` recurses: whatever comes from outside goes through the check of limits first. */
  params: z.record(paramName, z.json()).default({}),
  position: position.default({ x: 0, y: 0 }),
  title: z.string().max(200).optional(),
  color: color.optional(),
  size: size.optional(),
  collapsed: z.boolean().optional(),
  mode: nodeModeSchema.optional(),
  /** Params that are shown as ports though no wire runs to them. */
  ports: z.array(paramName).max(256).optional(),
  /** Seed param → what happens to it before each run, where it does not stay as it is. */
  seedPolicies: z.record(paramName, seedPolicySchema).optional(),
});

export const edgeSchema = z.looseObject({
  from: z.looseObject({ node: nodeIdSchema, port: portName }),
  /** `order` sorts the wires of one list input; other inputs take one wire and have none. */
  to: z.looseObject({ node: nodeIdSchema, port: portName, order: z.int().min(0).max(1e6).optional() }),
});

export const frameSchema = z.looseObject({
  title: z.string().max(200).default(''),
  color: color.optional(),
  position,
  size,
});

export const noteSchema = z.looseObject({
  text: z.string().max(20_000),
  color: color.optional(),
  position,
  size: size.optional(),
});

export const graphSchema = z.looseObject({
  nodes: z.record(nodeIdSchema, nodeRecordSchema).default({}),
  /** A set: the order of the array means nothing. */
  edges: z.array(edgeSchema).default([]),
  frames: z.record(nodeIdSchema, frameSchema).optional(),
  notes: z.record(nodeIdSchema, noteSchema).optional(),
});

/** A param shown in the form view and settable by `name` from outside. */
export const exposedParamSchema = z.looseObject({
  name: nodeIdSchema,
  node: nodeIdSchema,
  param: paramName,
  title: z.string().max(200).optional(),
  description: z.string().max(2000).optional(),
});

export const requiredModelSchema = z.looseObject({
  name: z.string().min(1).max(128),
  /** Where a person can get it, in words or as a link to show; never opened by the program. */
  source: z.string().max(500).optional(),
  /** The model's content hash, as `latentgraph models list --json` prints it. */
  hash: z.string().max(128).optional(),
});

export const assetHashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Assets are named by their sha256 in lower-case hex.');

export const embeddedAssetSchema = z.looseObject({
  mediaType: z.string().max(100),
  /** base64 */
  data: z.string(),
});

export const workflowSchema = z.looseObject({
  format: z.literal(FORMAT_NAME),
  version: z.literal(FORMAT_VERSION),
  name: z.string().max(200).optional(),
  description: z.string().max(20_000).optional(),
  graphs: z.looseObject({ [MAIN_GRAPH]: graphSchema }),
  exposed: z.array(exposedParamSchema).optional(),
  models: z.array(requiredModelSchema).optional(),
  assets: z.record(assetHashSchema, embeddedAssetSchema).optional(),
});

export type WorkflowDocument = z.infer<typeof workflowSchema>;
export type Graph = z.infer<typeof graphSchema>;
export type NodeRecord = z.infer<typeof nodeRecordSchema>;
export type NodeMode = z.infer<typeof nodeModeSchema>;
export type Edge = z.infer<typeof edgeSchema>;
export type Frame = z.infer<typeof frameSchema>;
export type Note = z.infer<typeof noteSchema>;
export type ExposedParam = z.infer<typeof exposedParamSchema>;
export type RequiredModel = z.infer<typeof requiredModelSchema>;
export type EmbeddedAsset = z.infer<typeof embeddedAssetSchema>;
