import { defineConfig } from 'vitest/config';

/** Tests run on the sources of all packages, not on what was built of them. */
export const onSources = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
};

const excluded = ['**/*.long.test.ts', '**/node_modules/**'];

export default defineConfig({
  ...onSources,
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: [...excluded, 'tests/web/**'],
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: ['tests/web/**/*.test.ts'],
          exclude: excluded,
          globalSetup: 'tests/web/support/set-up.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A browser wants the machine for itself: after the other tests, one file at a time.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
