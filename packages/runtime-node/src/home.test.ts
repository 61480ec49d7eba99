import { isAbsolute, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { findHome } from './home.ts';

it('is LATENTGRAPH_HOME, or a folder of the platform', () => {
  const directory = resolve('somewhere');
  expect(findHome({ LATENTGRAPH_HOME: 'somewhere' })).toEqual({
    directory,
    models: join(directory, 'models'),
    assets: join(directory, 'assets'),
    outputs: join(directory, 'outputs'),
    cache: join(directory, 'cache'),
  });
  const usual = findHome({}).directory;
  expect(isAbsolute(usual)).toBe(true);
  expect(usual).toContain('latentgraph');
  expect(findHome({ LATENTGRAPH_HOME: '' }).directory).toBe(usual);
});
