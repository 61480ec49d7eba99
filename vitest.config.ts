import { defineConfig } from 'vitest/config';

/** Tests run on the sources of all packages, not on what was built of them. */
export const onSources = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
};

const excluded = ['**/*.long.test.ts', '**/node_modules/**'];

const inBrowser = {
  globalSetup: 'tests/web/support/set-up.ts',
  // A GPU made of a busy CPU takes its time.
  testTimeout: 180_000,
  hookTimeout: 60_000,
  // On a busy machine a page takes longer than the second that is usual.
  expect: { poll: { timeout: 15_000, interval: 20 } },
};

/** These measure how long the page's thread is busy: one at a time, after all others. */
const wantQuiet = ['tests/web/responsiveness.test.ts'];

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
          ...inBrowser,
          name: 'web',
          include: ['tests/web/**/*.test.ts'],
          exclude: [...excluded, ...wantQuiet],
          // Each file has browsers of its own: two at once on two cores make gestures and frames late.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowser,
          name: 'web-quiet',
          include: wantQuiet,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
