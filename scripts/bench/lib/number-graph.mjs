import { createRegistry } from '@latentgraph/graph-core';
import { builtinTypes, defineNode, port } from '@latentgraph/nodes';
import { z } from 'zod';

const common = { version: 1, category: 'Bench', summary: 'Numbers.' };

const constant = defineNode({
  ...common,
  type: 'Constant',
  title: 'Constant',
  inputs: {},
  outputs: { value: port.number('A number.') },
  params: z.object({ value: z.number().default(0) }),
  run: ({ params }) => ({ value: params.value }),
});

const add = defineNode({
  ...common,
  type: 'Add',
  title: 'Add',
  inputs: { a: port.number('One.'), b: port.number('Another.') },
  outputs: { sum: port.number('Both.') },
  params: z.object({ bonus: z.number().default(0), label: z.string().default('') }),
  run: ({ inputs, params }) => ({ sum: inputs.a + inputs.b + params.bonus }),
});

export const numberRegistry = createRegistry(builtinTypes, [constant, add]);

const SOURCES = 10;

/**
 * A graph of `count` nodes, each adding two earlier ones, all of which the last one needs.
 *
 * @param {number} count
 * @param {number} salt makes other params, so that nothing is known from before
 */
export function numberGraph(count, salt = 0) {
  const nodes = {};
  const edges = [];
  for (let index = 0; index < count; index += 1) {
    const position = { x: 200 * (index % 100), y: 100 * Math.floor(index / 100) };
    const isSource = index < SOURCES;
    const params = isSource ? { value: index + salt } : { bonus: (index + salt) % 7 };
    nodes[`n${index}`] = { type: isSource ? 'Constant' : 'Add', version: 1, params, position };
    if (isSource) continue;
    const wire = (from, to) => ({
      from: { node: `n${from}`, port: from < SOURCES ? 'value' : 'sum' },
      to: { node: `n${index}`, port: to },
    });
    edges.push(wire(index - 1, 'a'), wire(index - 1 - ((index * 7) % SOURCES), 'b'));
  }
  return { format: 'latentgraph', version: 1, graphs: { main: { nodes, edges } } };
}
