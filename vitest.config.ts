import { defineConfig } from 'vitest/config';

/** Tests run on the sources of all packages, not on what was built of them. */
export const onSources = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
};

const excluded = ['**/*.long.test.ts', '**/node_modules/**'];

/** Tests of packages that hold nothing between calls: their files share the modules that a worker has read. */
const pure = 'packages/{graph-core,nodes,model-graphs,runtime-core}/src/**/*.test.ts';

const inNode = {
  // Ends what hangs; on a busy machine whole processes take their time to start.
  testTimeout: 120_000,
  hookTimeout: 60_000,
  sequence: { groupOrder: 0 },
};

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
        test: { ...inNode, name: 'pure', include: [pure], exclude: excluded, isolate: false },
      },
      {
        extends: true,
        test: {
          ...inNode,
          name: 'node',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: [...excluded, pure, 'tests/web/**'],
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
