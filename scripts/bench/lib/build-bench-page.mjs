import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../lib/stage.mjs';

/** Builds the page with both ways of painting, and the models and examples of the site beside it. */
export async function buildBenchPage(outDir) {
  const site = join(outDir, 'site');
  await build({
    ...{ root: join(root, 'apps', 'editor'), logLevel: 'error' },
    build: { outDir: site, emptyOutDir: true },
  });
  await build({
    ...{ root: join(import.meta.dirname, 'web-page'), configFile: false, base: './', logLevel: 'error' },
    worker: { format: 'es' },
    build: { target: 'es2023', outDir, emptyOutDir: false },
  });
  for (const name of ['models', 'models.json', 'examples']) {
    await cp(join(site, name), join(outDir, name), { recursive: true });
  }
}
