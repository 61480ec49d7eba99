import { join } from 'node:path';
import { build } from 'vite';

/** Builds the page with both ways of painting, and the models and examples of the site beside it. */
export async function buildBenchPage(outDir) {
  const page = join(import.meta.dirname, 'web-page');
  await build({
    ...{ root: page, configFile: join(page, 'vite.config.ts'), logLevel: 'error' },
    build: { outDir },
  });
}
