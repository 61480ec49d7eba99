import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './build/content-security-policy.ts';
import { siteFiles } from './build/site-files.ts';

const tiny = dirname(createRequire(import.meta.url).resolve('@latentgraph/model-tiny/package.json'));

/** Any static host will do, in any folder. Sending these two headers gives WebAssembly its threads. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './',
  resolve: { conditions: ['source'] },
  build: { target: 'es2023', outDir: 'dist/site', assetsInlineLimit: 0 },
  worker: { format: 'es' },
  server: { headers: isolation },
  preview: { headers: isolation },
  plugins: [
    react(),
    contentSecurityPolicy(),
    siteFiles({
      models: { tiny: join(tiny, 'model') },
      examples: join(import.meta.dirname, '../../examples'),
    }),
  ],
});
