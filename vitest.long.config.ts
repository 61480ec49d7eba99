import { defineConfig, mergeConfig } from 'vitest/config';
import standard from './vitest.config.ts';

/** Families of tests that take minutes: `npm run test:long`. */
const long = mergeConfig(standard, defineConfig({ test: { testTimeout: 30 * 60_000 } }));
long.test.include = ['packages/*/src/**/*.long.test.ts', 'tests/**/*.long.test.ts'];
long.test.exclude = ['**/node_modules/**'];

export default long;
