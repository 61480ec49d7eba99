import { join } from 'node:path';
import { build } from 'vite';
import { siteFiles } from '../../../apps/editor/build/site-files.ts';

const MODELS = {
  tiny: 'models/tiny/model',
  micro: 'fixtures/models/micro',
  'micro-inpaint': 'fixtures/models/micro-inpaint',
  external: 'fixtures/models/layouts/optimum-external',
  half: 'fixtures/models/layouts/optimum-fp16',
};

/** Builds the harness, with the models and examples beside it, as a site is built. */
export async function buildHarness(outDir: string): Promise<void> {
  await build({
    root: 'tests/web/site',
    configFile: false,
    base: './',
    logLevel: 'error',
    resolve: { conditions: ['source'] },
    worker: { format: 'es' },
    build: { target: 'es2023', outDir, emptyOutDir: true, assetsInlineLimit: 0 },
    plugins: [siteFiles({ models: MODELS, examples: 'examples' })],
  });
}

/** Builds the page that people get. */
export async function buildEditor(outDir: string): Promise<void> {
  const { NODE_ENV } = process.env;
  // Vitest's own `test` would put React's development build into the page.
  process.env.NODE_ENV = 'production';
  try {
    await build({
      root: 'apps/editor',
      configFile: join('apps/editor', 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir, emptyOutDir: true },
    });
  } finally {
    process.env.NODE_ENV = NODE_ENV;
  }
}
