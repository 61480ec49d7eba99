import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The built editor, where its package is installed beside this one; undefined where it is not, or not built. */
export function findSite(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('@latentgraph/editor/package.json');
    const folder = join(dirname(manifest), 'dist', 'site');
    return existsSync(join(folder, 'index.html')) ? folder : undefined;
  } catch {
    return undefined;
  }
}
