import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, runStage } from './stage.mjs';

/** Oldest Node that runs everything here, as `[major, minor]`. */
const OLDEST_NODE = [20, 19];
const STAMPS = join(root, 'node_modules', '.cache', 'latentgraph');
const WORKSPACE_FOLDERS = ['packages', 'models', 'apps'];
/** What the editor's site is made of, besides the packages. */
const SITE_SOURCES = [
  ...['src', 'build', 'public', 'index.html', 'package.json', 'tsconfig.json', 'vite.config.ts'].map((name) =>
    join('apps', 'editor', name),
  ),
  'examples',
  join('models', 'tiny', 'model'),
];

/**
 * Makes a fresh clone ready to run: right Node, packages installed, sources compiled. Does only what is
 * stale, and prints nothing when nothing is. Ends the process with exit code 1 when a stage fails.
 */
export async function setUp() {
  await setUpPackages();
  await buildPackages();
}

/** The same without compiling. */
export async function setUpPackages() {
  checkNodeVersion();
  await installPackages();
}

/** The compiler in build mode: all projects when no folders follow, and only what is stale. */
export const COMPILE = [join('node_modules', 'typescript', 'bin', 'tsc'), '-b'];

function checkNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  process.stderr.write(
    `Latentgraph needs Node ${oldestMajor}.${oldestMinor} or newer; this is Node ${process.versions.node}. ` +
      'Install a current version from https://nodejs.org and run the command again.\n',
  );
  process.exit(1);
}

async function installPackages() {
  const manifests = packageManifests();
  const fingerprint = hashFiles(manifests);
  if (isFresh('install', fingerprint) && modulesExist(manifests)) return;
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  await required('Installing packages', 'npx', ['--yes', packageManager, 'install', '--frozen-lockfile']);
  stamp('install', fingerprint);
}

async function buildPackages() {
  const folders = packagesWithSources();
  const fingerprint = hashSources(folders);
  const built = folders.every((folder) => existsSync(join(root, folder, 'dist', '.tsbuildinfo')));
  if (built && isFresh('build', fingerprint)) return;
  await required('Building', process.execPath, [...COMPILE, ...folders]);
  stamp('build', fingerprint);
}

/** The editor's site in apps/editor/dist/site, built when anything that goes into it has changed. */
export async function buildSite() {
  const fingerprint = hashSources(packagesWithSources(), SITE_SOURCES.flatMap(filesIn));
  const page = join(root, 'apps', 'editor', 'dist', 'site', 'index.html');
  if (existsSync(page) && isFresh('site', fingerprint)) return;
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', join('apps', 'editor'), '--emptyOutDir'];
  await required('Building the editor', process.execPath, args);
  stamp('site', fingerprint);
}

/** Tells `latentgraph serve` where the site is, if it has been built and nobody names another one. */
export function offerSite() {
  const folder = join(root, 'apps', 'editor', 'dist', 'site');
  if (existsSync(join(folder, 'index.html'))) process.env.LATENTGRAPH_SITE ??= folder;
}

async function required(name, command, args) {
  if (!(await runStage(name, command, args))) process.exit(1);
}

/** The files that decide what gets installed, relative to the root. */
function packageManifests() {
  const folders = WORKSPACE_FOLDERS.flatMap((parent) => subfolders(parent));
  return [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...folders.map((folder) => join(folder, 'package.json')),
  ].filter((file) => existsSync(join(root, file)));
}

function modulesExist(manifests) {
  return manifests
    .filter((file) => file.endsWith('package.json'))
    .every((file) => {
      const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, file), 'utf8'));
      const needsModules = Object.keys({ ...dependencies, ...devDependencies }).length > 0;
      return !needsModules || existsSync(join(root, file, '..', 'node_modules'));
    });
}

function packagesWithSources() {
  return subfolders('packages').filter((folder) => existsSync(join(root, folder, 'tsconfig.json')));
}

function subfolders(parent) {
  const path = join(root, parent);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(parent, entry.name))
    .sort();
}

function hashFiles(files) {
  const hash = createHash('sha256');
  hash.update(`${process.platform} ${process.arch} ${process.versions.modules}\n`);
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Paths of a file, or of all files in a folder and below, relative to the root. */
function filesIn(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const entries = readdirSync(join(root, path), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => relative(root, join(parentPath, name))).sort();
}

/**
 * Changes when a source file of these packages or a compiler setting was touched, added or removed.
 *
 * @param {readonly string[]} folders
 * @param {readonly string[]} [others] more files that count, relative to the root
 */
function hashSources(folders, others = []) {
  const hash = createHash('sha256');
  const note = (path) => {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  };
  note(join(root, 'tsconfig.base.json'));
  for (const file of others) note(join(root, file));
  for (const folder of folders) {
    note(join(root, folder, 'tsconfig.json'));
    note(join(root, folder, 'package.json'));
    const source = join(root, folder, 'src');
    const names = readdirSync(source, { recursive: true }).map(String).sort();
    for (const name of names) if (/\.tsx?$/.test(name)) note(join(source, name));
  }
  return hash.digest('hex');
}

function isFresh(name, fingerprint) {
  const file = join(STAMPS, name);
  return existsSync(file) && readFileSync(file, 'utf8') === fingerprint;
}

function stamp(name, fingerprint) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(join(STAMPS, name), fingerprint);
}
