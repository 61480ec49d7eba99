import {
  type AnyNodeDefinition,
  type Port,
  type Ports,
  type PortsOf,
  parseParams,
  wireTypeOfParam,
} from '@latentgraph/graph-core';
import { z } from 'zod';

/** What a person or a tool needs to know to use a node type; derived from its definition alone. */
export interface NodeReference {
  readonly type: string;
  readonly version: number;
  readonly title: string;
  readonly category: string;
  readonly summary: string;
  readonly inputs: Readonly<Record<string, Port>>;
  readonly outputs: Readonly<Record<string, Port>>;
  readonly params: Readonly<Record<string, ParamReference>>;
}

export interface ParamReference {
  readonly description: string;
  /** What the param takes, as JSON Schema: type, range, choices, default. */
  readonly schema: ParamSchema;
  /** The wire type that can feed the param, or null. */
  readonly wire: string | null;
}

export type ParamSchema = z.core.JSONSchema.BaseSchema;

export function nodeReference(definition: AnyNodeDefinition): NodeReference {
  const { type, version, title, category, summary, inputs, outputs, params } = definition;
  const defaults = parseParams(definition, {}).values;
  return {
    type,
    version,
    title,
    category,
    summary,
    inputs: portsByDefault(inputs, defaults),
    outputs: portsByDefault(outputs, defaults),
    params: Object.fromEntries(
      Object.entries(params.shape).map(([name, schema]) => [name, paramReference(schema as z.ZodType)]),
    ),
  };
}

/** Ports that depend on params are shown as they are before anything is set. */
function portsByDefault(ports: PortsOf<unknown>, defaults: unknown): Ports {
  return typeof ports === 'function' ? ports(defaults, undefined) : ports;
}

function paramReference(param: z.ZodType): ParamReference {
  const { $schema, description, ...schema } = z.toJSONSchema(param, { io: 'input', unrepresentable: 'any' });
  return { description: param.description ?? description ?? '', schema, wire: wireTypeOfParam(param) };
}

/** A JSON Schema in few words: `integer 1…1000`, `ddim | euler`, `list of text`. */
export function schemaText(schema: ParamSchema): string {
  if (schema.enum) return schema.enum.map((value) => String(value)).join(' | ');
  if (schema.const !== undefined) return String(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map((choice) => schemaText(choice as ParamSchema)).join(' or ');
  switch (schema.type) {
    case 'string':
      return 'text';
    case 'boolean':
      return 'true | false';
    case 'number':
    case 'integer':
      return `${schema.type}${rangeText(schema)}`;
    case 'array':
      return `list of ${schemaText((schema.items ?? {}) as ParamSchema)}`;
    case 'object':
      return 'settings as JSON';
    case 'null':
      return 'null';
    default:
      return 'any value';
  }
}

/** ` 0…1`, ` from 0`, or nothing. */
function rangeText(schema: ParamSchema): string {
  const minimum = limit(schema.minimum ?? schema.exclusiveMinimum);
  const maximum = limit(schema.maximum ?? schema.exclusiveMaximum);
  if (minimum !== undefined && maximum !== undefined) return ` ${minimum}…${maximum}`;
  if (minimum !== undefined) return ` from ${minimum}`;
  return maximum === undefined ? '' : ` up to ${maximum}`;
}

/** Limits of the number type itself say nothing about the param. */
function limit(value: number | boolean | undefined): number | undefined {
  return typeof value !== 'number' || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
}
