import { builtinRegistry } from '@latentgraph/nodes';
import { expect, it } from 'vitest';
import { latentgraph } from './cli.ts';

it('lists every node type with its summary', async () => {
  const { code, stdout } = await latentgraph(['nodes']);
  expect(code).toBe(0);
  for (const { type, summary } of builtinRegistry.nodes.values()) {
    expect(stdout).toMatch(new RegExp(`^ {2}${type} +${summary.replace(/[.*+?()[\]]/g, '\\$&')}$`, 'm'));
  }
});

it('describes every node type as JSON: ports, and params with description', async () => {
  const { code, stdout } = await latentgraph(['nodes', '--json']);
  expect(code).toBe(0);
  const references = JSON.parse(stdout) as {
    type: string;
    params: Record<string, { description: string }>;
  }[];
  expect(references.map(({ type }) => type)).toEqual([...builtinRegistry.nodes.keys()]);
  const undescribed = references.flatMap(({ type, params }) =>
    Object.entries(params)
      .filter(([, { description }]) => description === '')
      .map(([name]) => `${type}.${name}`),
  );
  expect(undescribed).toEqual([]);
});

it('describes one node type, whatever its case', async () => {
  const { code, stdout } = await latentgraph(['nodes', 'guidance']);
  expect(code).toBe(0);
  expect(stdout).toContain('Guidance');
  expect(stdout).toMatch(/^ {2}unconditional/m);
  expect(stdout).toMatch(/^ {2}scale: number/m);
});

it('guesses what was meant', async () => {
  const { code, stdout, stderr } = await latentgraph(['nodes', 'Guidanse']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain("Did you mean 'Guidance'?");
});
