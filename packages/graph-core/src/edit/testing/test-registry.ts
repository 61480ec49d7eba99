import { z } from 'zod';
import type { AnyNodeDefinition } from '../../definition/node-definition.ts';
import type { Ports } from '../../definition/port.ts';
import { createRegistry } from '../../definition/registry.ts';
import type { WireType } from '../../definition/wire-type.ts';
import { parseWorkflow } from '../../document/parse.ts';
import type { WorkflowDocument } from '../../document/schema.ts';
import type { Edit, EditOutcome } from '../edit.ts';

function wireType(name: string, convertsTo?: WireType['convertsTo']): WireType {
  return {
    name,
    phrase: `a ${name}`,
    description: name,
    color: '#888888',
    ...(convertsTo ? { convertsTo } : {}),
  };
}

function port(type: string, more: object = {}): Ports[string] {
  return { type, description: type, ...more };
}

function definition(type: string, title: string, more: Partial<AnyNodeDefinition>): AnyNodeDefinition {
  return {
    type,
    version: 1,
    title,
    category: 'Test',
    summary: title,
    inputs: {},
    outputs: {},
    params: z.object({}),
    ...more,
  };
}

const carried = z.object({ zone: z.string(), extra: z.boolean().default(false) });

function carriedPorts(params: unknown): Ports {
  const { extra } = carried.catch({ zone: '', extra: false }).parse(params);
  return extra ? { latent: port('latent'), extra: port('number') } : { latent: port('latent') };
}

/** A handful of nodes with every kind of port that edits look at. */
export const testRegistry = createRegistry(
  [
    wireType('number'),
    wireType('integer', { number: (value) => value }),
    wireType('latent'),
    wireType('text'),
  ],
  [
    definition('Text', 'Text', {
      outputs: { text: port('text') },
      params: z.object({ value: z.string().default('') }),
    }),
    definition('Count', 'Count', { outputs: { count: port('integer') } }),
    definition('Noise', 'Noise', {
      outputs: { latent: port('latent') },
      params: z.object({ seed: z.int().default(0), words: z.string().default('').meta({ wire: 'text' }) }),
    }),
    definition('Blend', 'Blend', {
      inputs: { amount: port('number', { optional: true }), a: port('latent'), b: port('latent') },
      outputs: { latent: port('latent') },
    }),
    definition('Measure', 'Measure', {
      inputs: { latent: port('latent') },
      outputs: { mean: port('number') },
    }),
    definition('Double', 'Double', {
      inputs: { number: port('number') },
      outputs: { number: port('number') },
    }),
    definition('Grid', 'Grid', {
      inputs: { latents: port('latent', { list: true }) },
      outputs: { latent: port('latent') },
    }),
    definition('Reroute', 'Reroute', {
      inputs: { value: port('any', { generic: 'T' }) },
      outputs: { value: port('any', { generic: 'T' }) },
    }),
    definition('ZoneStart', 'Zone start', {
      zone: 'start',
      inputs: carriedPorts,
      outputs: carriedPorts,
      params: carried,
    }),
    definition('ZoneEnd', 'Zone end', {
      zone: 'end',
      inputs: (_, start) => carriedPorts(start),
      outputs: (_, start) => carriedPorts(start),
      params: z.object({ zone: z.string() }),
    }),
  ],
);

/** `{ a: 'Blend' }` and `['a.latent > b.a']` as a document. */
export function documentOf(
  types: Readonly<Record<string, string>>,
  wires: readonly string[] = [],
  more: object = {},
): WorkflowDocument {
  const nodes = Object.entries(types).map(([id, type]) => [id, { type, version: 1 }]);
  const edges = wires.map((wire) => {
    const [from, to] = wire.split(' > ').map((end) => end.split('.'));
    const order = to![2] === undefined ? {} : { order: Number(to![2]) };
    return { from: { node: from![0], port: from![1] }, to: { node: to![0], port: to![1], ...order } };
  });
  const file = {
    format: 'latentgraph',
    version: 1,
    graphs: { main: { nodes: Object.fromEntries(nodes), edges } },
  };
  const result = parseWorkflow(JSON.stringify({ ...file, ...more }));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.document;
}

/** The wires as `documentOf` takes them, sorted. */
export function wiresOf(document: WorkflowDocument): string[] {
  return document.graphs.main.edges
    .map(({ from, to }) => {
      const order = to.order === undefined ? '' : `.${to.order}`;
      return `${from.node}.${from.port} > ${to.node}.${to.port}${order}`;
    })
    .toSorted();
}

export function applied(document: WorkflowDocument, edit: Edit): EditOutcome {
  const result = edit(document);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

export function refusalCodes(document: WorkflowDocument, edit: Edit): string[] {
  const result = edit(document);
  return result.ok ? [] : result.problems.map(({ code }) => code);
}
