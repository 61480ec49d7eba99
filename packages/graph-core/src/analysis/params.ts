import type { z } from 'zod';
import type { AnyNodeDefinition, Values } from '../definition/node-definition.ts';
import type { Port } from '../definition/port.ts';
import { issueRemedy } from './issue-remedy.ts';

/** What a params schema says about one param, once wrappers such as defaults are taken off. */
type Schema = z.core.$ZodType;

const WRAPPERS = new Set(['default', 'prefault', 'optional', 'nullable', 'readonly', 'catch']);

const WIRE_TYPES: Readonly<Record<string, string>> = { string: 'text', boolean: 'boolean' };

/**
 * The wire type that can feed a param: from the schema itself (`z.string()` → `text`, `z.int()` → `integer`), or
 * from its metadata: `.meta({ wire: 'seed' })`, `.meta({ wire: false })`.
 *
 * @returns null when the param takes no wire.
 */
export function wireTypeOfParam(schema: Schema): string | null {
  const wire = paramMetadata(schema, 'wire');
  if (wire !== undefined) return typeof wire === 'string' ? wire : null;
  return wireTypeOfBareSchema(unwrapped(schema).at(-1)!);
}

/**
 * Whether a param has a part in what its node gives. One that only says how something is shown or chosen, marked
 * with `.meta({ decidesResult: false })`, changes no cache key.
 */
export function decidesResult(schema: Schema): boolean {
  return paramMetadata(schema, 'decidesResult') !== false;
}

/** An entry of a param's metadata, or of what its schema wraps: `meta` may stand before or behind `default`. */
export function paramMetadata(schema: Schema, name: string): unknown {
  for (const layer of unwrapped(schema)) {
    const meta = (layer as z.ZodType).meta?.();
    if (meta && name in meta) return meta[name];
  }
  return undefined;
}

/** A schema and what it wraps, outermost first. */
function unwrapped(schema: Schema): readonly Schema[] {
  const layers: Schema[] = [];
  let layer: Schema | undefined = schema;
  while (layer) {
    layers.push(layer);
    const { def }: Schema['_zod'] = layer._zod;
    layer = WRAPPERS.has(def.type) ? (def as z.core.$ZodDefaultDef).innerType : undefined;
  }
  return layers;
}

function wireTypeOfBareSchema(schema: Schema): string | null {
  const { type } = schema._zod.def;
  if (type === 'number') {
    return (schema as z.ZodNumber).format?.includes('int') ? 'integer' : 'number';
  }
  return WIRE_TYPES[type] ?? null;
}

const paramPortsByDefinition = new WeakMap<AnyNodeDefinition, Readonly<Record<string, Port>>>();

/** The ports that a node's params offer, one for each param that can be wired, under the param's own name. */
export function paramPorts(definition: AnyNodeDefinition): Readonly<Record<string, Port>> {
  const known = paramPortsByDefinition.get(definition);
  if (known) return known;
  const ports: Record<string, Port> = {};
  for (const [name, schema] of Object.entries(definition.params.shape)) {
    const type = wireTypeOfParam(schema as Schema);
    if (type) {
      ports[name] = { type, optional: true, description: (schema as z.ZodType).description ?? '' };
    }
  }
  paramPortsByDefinition.set(definition, ports);
  return ports;
}

export interface ParamIssue {
  readonly param: string;
  readonly remedy: string;
}

export interface ParsedParams {
  /** With defaults filled in, also in place of values that failed: what reads them can rely on their types. */
  readonly values: Values;
  readonly issues: readonly ParamIssue[];
  /** Params that the definition does not know; they stay in the file. */
  readonly unknown: readonly string[];
}

const parsedByDefinition = new WeakMap<AnyNodeDefinition, WeakMap<object, ParsedParams>>();

/** Reads a node's params by its definition's schema. Remembered by identity: documents are immutable values. */
export function parseParams(
  definition: AnyNodeDefinition,
  params: Readonly<Record<string, unknown>>,
): ParsedParams {
  let known = parsedByDefinition.get(definition);
  if (!known) {
    known = new WeakMap();
    parsedByDefinition.set(definition, known);
  }
  const before = known.get(params);
  if (before) return before;
  const parsed = parseFresh(definition, params);
  known.set(params, parsed);
  return parsed;
}

function parseFresh(definition: AnyNodeDefinition, params: Readonly<Record<string, unknown>>): ParsedParams {
  const { shape } = definition.params;
  const unknown = unknownNames(params, shape);
  const whole = definition.params.safeParse(params);
  if (whole.success) return { values: whole.data, issues: NONE, unknown };
  const issues = whole.error.issues.map((issue) => ({
    param: String(issue.path[0] ?? ''),
    remedy: issueRemedy(issue),
  }));
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(shape)) {
    const one = (schema as z.ZodType).safeParse(params[name]);
    values[name] = one.success ? one.data : (schema as z.ZodType).safeParse(undefined).data;
  }
  return { values, issues, unknown };
}

/** Shared, because nearly all of thousands of nodes have nothing to report. */
const NONE: readonly never[] = [];

function unknownNames(params: object, shape: object): readonly string[] {
  let unknown: string[] | undefined;
  for (const name in params) {
    if (Object.hasOwn(shape, name)) continue;
    unknown ??= [];
    unknown.push(name);
  }
  return unknown ?? NONE;
}
