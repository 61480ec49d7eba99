import { defineConfig } from 'vitest/config';
import { onSources } from './vitest.config.ts';

/** Families of tests that take minutes: `npm run test:long`. */
export default defineConfig({
  ...onSources,
  test: {
    include: ['{packages,apps}/*/src/**/*.long.test.ts', 'tests/**/*.long.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: 'tests/web/support/set-up.ts',
    testTimeout: 30 * 60_000,
  },
});
