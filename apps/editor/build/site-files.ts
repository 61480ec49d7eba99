import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

export interface SiteFilesOptions {
  /** Folder of each model that the site offers, by name. */
  readonly models: Readonly<Record<string, string>>;
  /** Folder of workflow files, each with its picture beside it. */
  readonly examples: string;
}

/** A file of the site, by its address relative to the page. */
type SiteFiles = ReadonlyMap<string, () => Buffer | string>;

/**
 * Puts what a page fetches at run time beside it, unchanged and under its own name: the models with `models.json`
 * (the sizes and sha256 of their files), the example workflows with `examples.json`.
 */
export function siteFiles(options: SiteFilesOptions): Plugin {
  const files: SiteFiles = new Map([...modelFiles(options.models), ...exampleFiles(options.examples)]);
  return {
    name: 'latentgraph-site-files',
    generateBundle() {
      for (const [fileName, read] of files) this.emitFile({ type: 'asset', fileName, source: read() });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const address = decodeURIComponent(request.url?.split('?')[0] ?? '').slice(server.config.base.length);
        const read = files.get(address);
        if (read) response.end(read());
        else next();
      });
    },
  };
}

function modelFiles(models: SiteFilesOptions['models']): SiteFiles {
  const files = new Map<string, () => Buffer | string>();
  for (const [name, folder] of Object.entries(models)) {
    for (const path of pathsIn(folder)) {
      files.set(`models/${name}/${path}`, () => readFileSync(join(folder, path)));
    }
  }
  return files.set('models.json', () => modelList(models));
}

function modelList(models: SiteFilesOptions['models']): string {
  const listed = Object.entries(models).map(([name, folder]) => ({
    name,
    url: `models/${name}/`,
    files: pathsIn(folder).map((path) => {
      const bytes = readFileSync(join(folder, path));
      return { path, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  }));
  return JSON.stringify({ models: listed });
}

function exampleFiles(folder: string): SiteFiles {
  const files = new Map<string, () => Buffer | string>();
  const names = pathsIn(folder).filter((path) => path.endsWith('.json'));
  for (const path of pathsIn(folder)) {
    files.set(`examples/${path}`, () => readFileSync(join(folder, path)));
  }
  return files.set('examples.json', () =>
    JSON.stringify({ examples: bySize(folder, names).map((path) => describeExample(folder, path)) }),
  );
}

/** What a newcomer opens. */
const FIRST = 'text-to-image.json';

/** The first one first, then the smallest graph: what is easiest to understand. */
function bySize(folder: string, names: readonly string[]): string[] {
  const nodeCount = (path: string) => {
    const { graphs } = JSON.parse(readFileSync(join(folder, path), 'utf8')) as {
      graphs: { main: { nodes: object } };
    };
    return path === FIRST ? 0 : Object.keys(graphs.main.nodes).length;
  };
  return names.toSorted((a, b) => nodeCount(a) - nodeCount(b));
}

function describeExample(folder: string, path: string) {
  const { name, description } = JSON.parse(readFileSync(join(folder, path), 'utf8')) as Record<
    string,
    string
  >;
  const id = path.slice(0, -'.json'.length);
  const picture = `${id}.png`;
  // One that wants models that do not come along has none.
  const hasPicture = existsSync(join(folder, picture));
  return {
    ...{ id, name, description, workflow: `examples/${path}` },
    ...(hasPicture && { picture: `examples/${picture}` }),
  };
}

/** Paths of all files in a folder and below, with forward slashes. */
function pathsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}
