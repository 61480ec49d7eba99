import { join } from 'node:path';
import { defineConfig } from 'vite';
import { siteFiles } from '../../../../apps/editor/build/site-files.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** The page with both ways of painting, and the model and examples of the site beside it. */
export default defineConfig({
  base: './',
  worker: { format: 'es' },
  build: { target: 'es2023', assetsInlineLimit: 0, emptyOutDir: true },
  plugins: [
    siteFiles({ models: { tiny: join(root, 'models/tiny/model') }, examples: join(root, 'examples') }),
  ],
});
