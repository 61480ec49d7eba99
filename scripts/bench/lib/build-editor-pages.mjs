import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../lib/stage.mjs';

const editor = join(root, 'apps', 'editor');
const packages = ['@xyflow/react', 'react-dom', 'react'];

/** Builds the editor, and beside it, in `bare-flow`, a page that shows the same nodes with React Flow alone. */
export async function buildEditorPages(outDir) {
  await build({ root: editor, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  await build({
    ...{ root: join(import.meta.dirname, 'bare-flow'), configFile: false, base: './', logLevel: 'error' },
    resolve: {
      alias: packages.map((name) => ({ find: name, replacement: join(editor, 'node_modules', name) })),
    },
    build: { target: 'es2023', outDir: join(outDir, 'bare-flow'), emptyOutDir: false },
  });
}
