import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import { systemProblem } from '../../../files/system-problem.ts';
import { RUNTIME_VERSION } from '../../../version.ts';

/** A file of the editor's site, as it is sent. */
export interface SiteFile {
  /** Relative to the site's folder. */
  readonly path: string;
  readonly etag: string;
  /** Whether its name changes with its content. */
  readonly hashed: boolean;
}

export interface Site {
  readonly folder: string;
  /** `index.html`, marked as coming from a server. */
  readonly page: string;
  /** By the path of a request: no such path ever becomes one of the disk. */
  readonly files: ReadonlyMap<string, SiteFile>;
}

/** Tells the editor that the server it came from runs workflows; static hosts send the page without it. */
const MARK = `<head>\n    <meta name="latentgraph-server" content="${RUNTIME_VERSION}" />`;

/** Where Vite puts the files whose names hold a hash. */
const HASHED = /^assets\/.+-[\w-]{8}\.\w+$/;

/**
 * Lists a built site once: what is added later is not served.
 *
 * @throws ProblemError when the folder cannot be read or holds no page
 */
export function readSite(folder: string): Site {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => describeFile(folder, entry));
    const page = readFileSync(join(folder, 'index.html'), 'utf8').replace('<head>', MARK);
    return { folder, page, files: new Map(files.map((file) => [`/${file.path}`, file])) };
  } catch (error) {
    throw new ProblemError(systemProblem(error, `Cannot read the editor's site in '${folder}'`));
  }
}

function describeFile(folder: string, { parentPath, name }: Dirent): SiteFile {
  const file = join(parentPath, name);
  const path = relative(folder, file).replaceAll(sep, '/');
  const { size, mtimeMs } = statSync(file);
  return {
    path,
    etag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
    hashed: HASHED.test(path),
  };
}
