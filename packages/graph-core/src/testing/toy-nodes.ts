import { z } from 'zod';
import type { AnyNodeDefinition, NodeDefinition, Values } from '../definition/node-definition.ts';
import { createRegistry, type Registry } from '../definition/registry.ts';
import { defineType } from '../definition/wire-type.ts';
import {
  type Edge,
  FORMAT_NAME,
  FORMAT_VERSION,
  type NodeRecord,
  type WorkflowDocument,
} from '../document/schema.ts';

/**
 * A small world of numbers with which planning and executing are tested: nodes add, double, loop, switch and save,
 * and every run is written to the services' log.
 */

export interface ToyServices {
  readonly log: string[];
  readonly saved: unknown[];
}

export function toyServices(): ToyServices {
  return { log: [], saved: [] };
}

const types = [
  defineType({ name: 'number', phrase: 'a number', description: '', color: '#888888' }),
  defineType({
    name: 'integer',
    phrase: 'an integer',
    description: '',
    color: '#777777',
    convertsTo: { number: (value: number) => value, text: (value: number) => `${value}` },
  }),
  defineType({ name: 'boolean', phrase: 'a boolean', description: '', color: '#666666' }),
  defineType({ name: 'text', phrase: 'a text', description: '', color: '#555555' }),
];

const number = { type: 'number', description: 'A number.' };

/** A definition with what all toys have in common. */
export function toy(
  definition: Partial<NodeDefinition<never, Values, unknown, ToyServices>> & { type: string },
): AnyNodeDefinition {
  return {
    version: 1,
    title: definition.type,
    category: 'Toys',
    summary: `${definition.type}.`,
    inputs: {},
    outputs: {},
    params: z.object({}),
    ...definition,
  } as AnyNodeDefinition;
}

type Numbers = Readonly<Record<string, number>>;

const nodes: AnyNodeDefinition[] = [
  toy({
    type: 'Constant',
    params: z.object({ value: z.number().min(-1e6).max(1e6).default(0) }),
    outputs: { value: number },
    run: ({ node, params, services }) => {
      services.log.push(node);
      return { value: (params as Numbers).value };
    },
  }),
  toy({
    type: 'Whole',
    params: z.object({ value: z.int().default(0) }),
    outputs: { value: { type: 'integer', description: 'An integer.' } },
    run: ({ params }) => ({ value: (params as Numbers).value }),
  }),
  toy({
    type: 'Words',
    params: z.object({ text: z.string().default('') }),
    outputs: { text: { type: 'text', description: 'Words.' } },
    run: ({ params }) => ({ text: (params as { text: string }).text }),
  }),
  toy({
    type: 'Add',
    inputs: { a: number, b: { ...number, optional: true } },
    params: z.object({ bonus: z.number().max(1000).default(0) }),
    outputs: { sum: number },
    run: ({ node, inputs, params, services }) => {
      services.log.push(node);
      return { sum: (inputs as Numbers).a! + ((inputs as Numbers).b ?? 0) + (params as Numbers).bonus! };
    },
  }),
  toy({
    type: 'Sum',
    inputs: { terms: { ...number, list: true } },
    outputs: { sum: number },
    run: ({ inputs }) => ({ sum: (inputs.terms as number[]).reduce((a, b) => a * 10 + b, 0) }),
  }),
  toy({
    type: 'Double',
    inputs: { a: number },
    outputs: { twice: number },
    coalesce: {
      group: 'double',
      key: () => 'all',
      runTogether: async (contexts) => {
        contexts[0]!.services.log.push(`together ${contexts.map((context) => context.node).join(' ')}`);
        return contexts.map((context) => ({ twice: 2 * (context.inputs as Numbers).a! }));
      },
    },
    run: ({ node, inputs, services }) => {
      services.log.push(node);
      return { twice: 2 * (inputs as Numbers).a! };
    },
  }),
  toy({
    type: 'Choose',
    inputs: {
      condition: { type: 'boolean', description: 'Which.' },
      whenTrue: { type: 'any', generic: 'T', description: 'If true.', lazy: true },
      whenFalse: { type: 'any', generic: 'T', description: 'If false.', lazy: true },
    },
    outputs: { value: { type: 'any', generic: 'T', description: 'The chosen.' } },
    demandNeeds: ['condition'],
    demand: ({ values }) => [values.condition ? 'whenTrue' : 'whenFalse'],
    run: ({ inputs }) => ({ value: inputs.condition ? inputs.whenTrue : inputs.whenFalse }),
  }),
  toy({
    type: 'Guide',
    inputs: { main: number, other: { ...number, lazy: true } },
    params: z.object({ scale: z.number().default(2), until: z.number().default(1) }),
    outputs: { result: number },
    demand: ({ params, step }) => {
      const { scale, until } = params as { scale: number; until: number };
      return scale !== 1 && (step === null || step.index / step.count < until) ? ['other'] : [];
    },
    run: ({ inputs }) => ({ result: (inputs as Numbers).main! + ((inputs as Numbers).other ?? 0) }),
  }),
  toy({
    type: 'LoopStart',
    zone: 'start',
    inputs: { value: number, extra: { ...number, optional: true } },
    params: z.object({
      zone: z.string().meta({ wire: false }).default('loop'),
      count: z.int().min(0).default(3),
    }),
    outputs: { index: number, value: number, extra: number },
    begin: ({ params, inputs }) => ({
      count: (params as Numbers).count!,
      carried: { value: inputs.value, extra: inputs.extra ?? 0 },
      stepOutputs: (index) => ({ index }),
    }),
  }),
  toy({
    type: 'LoopEnd',
    zone: 'end',
    inputs: { value: number, extra: { ...number, optional: true } },
    params: z.object({ zone: z.string().meta({ wire: false }).default('loop') }),
    outputs: { value: number, extra: number },
    run: ({ inputs }) => ({ value: inputs.value, extra: inputs.extra ?? 0 }),
  }),
  toy({
    type: 'Before',
    inputs: { index: number },
    params: z.object({ limit: z.number().default(1) }),
    outputs: { yes: { type: 'boolean', description: 'Whether index < limit.' } },
    run: ({ inputs, params }) => ({ yes: (inputs as Numbers).index! < (params as Numbers).limit! }),
  }),
  toy({
    type: 'Accumulate',
    inputs: { a: number },
    outputs: { total: number },
    state: ({ node, services }) => {
      services.log.push(`state ${node}`);
      return { total: 0, dispose: () => services.log.push(`drop ${node}`) };
    },
    run: ({ inputs, state }) => {
      const memory = state as { total: number };
      memory.total += (inputs as Numbers).a!;
      return { total: memory.total };
    },
  }),
  toy({
    type: 'Fail',
    inputs: { a: number },
    outputs: { value: number },
    run: () => {
      throw new Error('it broke');
    },
  }),
  toy({
    type: 'Save',
    effect: true,
    inputs: { value: number },
    run: ({ inputs, services }) => {
      services.saved.push(inputs.value);
      return {};
    },
  }),
  toy({
    type: 'Say',
    effect: true,
    inputs: { text: { type: 'text', description: 'Words.' } },
    run: ({ inputs, services }) => {
      services.saved.push(inputs.text);
      return {};
    },
  }),
];

export const toyRegistry: Registry = createRegistry(types, nodes);

/** Type, params and whatever else a node record holds. */
export type NodeSpec = readonly [type: string, params?: Record<string, unknown>, extra?: Partial<NodeRecord>];

/** Builds a document from node specs and wires written as `from.port > to.port`. */
export function toyDocument(
  nodeSpecs: Readonly<Record<string, NodeSpec>>,
  wires: readonly string[],
): WorkflowDocument {
  const records = Object.entries(nodeSpecs).map(([id, [type, params = {}, extra = {}]]) => [
    id,
    { type, version: 1, params, position: { x: 0, y: 0 }, ...extra },
  ]);
  const orders = new Map<string, number>();
  const edges = wires.map((wire): Edge => {
    const [from, to] = wire.split('>').map((end) => end.trim().split('.')) as [string[], string[]];
    const key = to.join('.');
    const order = orders.get(key) ?? 0;
    orders.set(key, order + 1);
    return {
      from: { node: from[0]!, port: from[1]! },
      to: { node: to[0]!, port: to[1]!, ...(order > 0 ? { order } : {}) },
    };
  });
  return {
    format: FORMAT_NAME,
    version: FORMAT_VERSION,
    graphs: { main: { nodes: Object.fromEntries(records), edges } },
  };
}
