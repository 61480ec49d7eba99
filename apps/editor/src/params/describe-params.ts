import { type AnyNodeDefinition, type NodeRecord, wireTypeOfParam } from '@latentgraph/graph-core';
import { z } from 'zod';
import { labelOf } from './param-words.ts';

export type WidgetName =
  | 'slider'
  | 'number'
  | 'prompt'
  | 'text'
  | 'select'
  | 'switch'
  | 'onOff'
  | 'seed'
  | 'color'
  | 'model'
  | 'variant'
  | 'image'
  | 'mask'
  | 'zone'
  | 'carried'
  | 'list'
  | 'schedulerOptions'
  | 'json';

export interface ParamOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** Everything that a field needs to know about a param; derived from its schema alone. */
export interface ParamDescription {
  readonly name: string;
  readonly title: string;
  /** One sentence; empty where the definition has none. */
  readonly help: string;
  readonly widget: WidgetName;
  readonly schema: z.ZodType;
  readonly default: unknown;
  /** May be left without a value. */
  readonly optional: boolean;
  /** Stands in the field while there is no value. */
  readonly placeholder: string | undefined;
  /** Whole numbers only. */
  readonly integer: boolean;
  /** The numbers that are valid. */
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** The numbers that a slider goes through: what is valid, or what is usual. */
  readonly range: readonly [number, number] | undefined;
  readonly step: number;
  readonly options: readonly ParamOption[];
  /** For lists: the kind of their items. */
  readonly items: 'number' | 'text' | undefined;
  /** The wire type that can feed it, or null. */
  readonly wire: string | null;
  /** Shown in the inspector; in the node only when it is not at its default. */
  readonly advanced: boolean;
  /** The values of other params with which the node uses this one; without them it counts for nothing. */
  readonly usedWith: Readonly<Record<string, unknown>>;
  /** The param whose field stands for this one too: a seed shows its policy. */
  readonly shownBy: string | undefined;
}

const known = new WeakMap<AnyNodeDefinition, readonly ParamDescription[]>();

/** The params of a node type in the order of its definition. Remembered by definition. */
export function describeParams(definition: AnyNodeDefinition): readonly ParamDescription[] {
  const before = known.get(definition);
  if (before) return before;
  const { shape } = definition.params;
  const described = Object.entries(shape).map(([name, schema]) => describe(name, schema as z.ZodType));
  const seed = described.find(({ widget }) => widget === 'seed');
  const params = described.map((param) =>
    seed && param.name === 'policy' ? { ...param, shownBy: seed.name } : param,
  );
  known.set(definition, params);
  return params;
}

/** The value that a node uses for a param: what the file holds, or the default. */
export function paramValue({ params }: NodeRecord, { name, default: usual }: ParamDescription): unknown {
  return Object.hasOwn(params, name) ? params[name] : usual;
}

/** What the field of a setting says while it is left to the model. */
export const MODELS_OWN = "Model's own";

/**
 * A setting of a scheduler, described as a param is. It may always be left to the model: what its schema has for a
 * default, the model's own value stands above.
 */
export function describeSetting(name: string, schema: z.ZodType): ParamDescription {
  const json = withoutNull(jsonSchemaOf(schema));
  return {
    ...describe(name, schema, json, { usual: undefined, optional: true }),
    placeholder: MODELS_OWN,
  };
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** What may be null as well is edited as what it is otherwise. */
function withoutNull(json: JsonSchema): JsonSchema {
  const { type, anyOf = [] } = json as { readonly type?: unknown; readonly anyOf?: readonly JsonSchema[] };
  if (Array.isArray(type)) return { ...json, type: type.find((kind) => kind !== 'null') };
  const [only, ...others] = anyOf.filter((kind) => kind.type !== 'null');
  return only && others.length === 0 ? { ...json, ...only } : json;
}

function absenceIn(schema: z.ZodType): { readonly usual: unknown; readonly optional: boolean } {
  const absent = schema.safeParse(undefined);
  return { usual: absent.data, optional: absent.success && absent.data === undefined };
}

function describe(
  name: string,
  schema: z.ZodType,
  json = jsonSchemaOf(schema),
  { usual, optional } = absenceIn(schema),
): ParamDescription {
  const min = limit(json.minimum ?? json.exclusiveMinimum);
  const max = limit(json.maximum ?? json.exclusiveMaximum);
  const range = usualRange(json) ?? narrowRange(min, max);
  const integer = json.type === 'integer';
  const step = typeof json.step === 'number' ? json.step : stepFor(range, integer);
  return {
    name,
    title: typeof json.title === 'string' ? json.title : labelOf(name),
    help: json.description ?? '',
    widget: widgetFor(json, optional, range),
    schema,
    default: usual,
    optional,
    placeholder: optional ? 'Not set' : undefined,
    integer,
    min,
    max,
    range,
    step,
    options: optionsOf(json),
    items: itemsOf(json),
    wire: wireTypeOfParam(schema),
    advanced: json.advanced === true,
    usedWith: (json.usedWith ?? {}) as Readonly<Record<string, unknown>>,
    shownBy: typeof json.shownBy === 'string' ? json.shownBy : undefined,
  };
}

const NAMED: ReadonlySet<string> = new Set<WidgetName>([
  'prompt',
  'seed',
  'color',
  'model',
  'variant',
  'image',
  'mask',
  'zone',
  'carried',
  'schedulerOptions',
]);

function widgetFor(json: JsonSchema, optional: boolean, range: ParamDescription['range']): WidgetName {
  if (typeof json.widget === 'string' && NAMED.has(json.widget)) return json.widget as WidgetName;
  if (json.enum) return 'select';
  switch (json.type) {
    case 'boolean':
      // As with the slider below: a switch is on or off.
      return optional ? 'onOff' : 'switch';
    case 'string':
      return 'text';
    case 'integer':
    case 'number':
      // A slider always stands somewhere: it cannot show that there is no value.
      return range && !optional ? 'slider' : 'number';
    case 'array':
      return itemsOf(json) ? 'list' : 'json';
    default:
      return 'json';
  }
}

function itemsOf({ type, items }: JsonSchema): ParamDescription['items'] {
  if (type !== 'array' || typeof items !== 'object' || Array.isArray(items)) return undefined;
  const { type: kind } = items as JsonSchema;
  if (kind === 'string') return 'text';
  return kind === 'number' || kind === 'integer' ? 'number' : undefined;
}

function optionsOf(json: JsonSchema): readonly ParamOption[] {
  const labels = (json.labels ?? {}) as Readonly<Record<string, string>>;
  const hints = (json.hints ?? {}) as Readonly<Record<string, string>>;
  return (json.enum ?? []).map((item) => {
    const value = String(item);
    const hint = hints[value];
    return { value, label: labels[value] ?? labelOf(value), ...(hint === undefined ? {} : { hint }) };
  });
}

function usualRange({ usual }: JsonSchema): readonly [number, number] | undefined {
  return Array.isArray(usual) ? (usual as [number, number]) : undefined;
}

/** On a slider over more than this, the numbers that people want lie too close together. */
const WIDEST_RANGE = 1000;

function narrowRange(min: number | undefined, max: number | undefined): ParamDescription['range'] {
  if (min === undefined || max === undefined || max - min > WIDEST_RANGE) return undefined;
  return [min, max];
}

/** About a hundred steps, in ones, twos and fives of decimals. */
function stepFor(range: ParamDescription['range'], integer: boolean): number {
  if (!range) return integer ? 1 : 0.1;
  const wanted = (range[1] - range[0]) / 100;
  if (integer && wanted <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted) + 1e-9);
  const factor = [1, 2, 5, 10].find((factor) => factor * power >= wanted * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(3));
}

/** Limits of the number type itself say nothing about the param. */
function limit(value: number | boolean | undefined): number | undefined {
  return typeof value !== 'number' || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
}
