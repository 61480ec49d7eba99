import * as graphCore from '@latentgraph/graph-core';
import * as nodes from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import * as zod from 'zod';
import { readmeExamples } from '../support/readme-examples.ts';

const modules = { '@latentgraph/graph-core': graphCore, '@latentgraph/nodes': nodes, zod };

test.each([
  ['packages/graph-core/README.md', 1],
  ['packages/nodes/README.md', 2],
])('the examples of %s print what they say', async (path, count) => {
  const examples = readmeExamples(path);
  expect(examples).toHaveLength(count);
  for (const example of examples) expect(await example.run(modules)).toEqual(example.prints);
});
