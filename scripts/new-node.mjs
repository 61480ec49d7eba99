// npm run new-node NAME [FOLDER]   Writes the skeleton of a node, its test, and its line in the registry.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setUpPackages } from './lib/setup.mjs';
import { root, runStage } from './lib/stage.mjs';

const SOURCES = join(root, 'packages', 'nodes', 'src');
const REGISTRY = join(SOURCES, 'registry.ts');
const DEFAULT_FOLDER = 'image';
/** JavaScript keeps these words for itself, so that no variable can have them. */
const RESERVED =
  /^(switch|if|for|while|do|new|delete|default|in|with|return|import|export|class|function|var|let|const|enum|this|super|case|break|try|catch|throw|void|null|true|false|yield|await|typeof|static)$/;

const [name = '', folder = DEFAULT_FOLDER] = process.argv.slice(2);
const names = namesOf(name);
const file = join(SOURCES, 'nodes', folder, `${names.file}.ts`);
const test = join(SOURCES, 'nodes', folder, `${names.file}.test.ts`);
check();

mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, nodeSource(), { flag: 'wx' });
writeFileSync(test, testSource(), { flag: 'wx' });
writeFileSync(REGISTRY, withLine(readFileSync(REGISTRY, 'utf8')));

await setUpPackages();
const biome = join('node_modules', '@biomejs', 'biome', 'bin', 'biome');
const formatted = await runStage('Formatting', process.execPath, [
  biome,
  'check',
  '--write',
  file,
  test,
  REGISTRY,
]);
for (const path of [file, test, REGISTRY]) process.stdout.write(`${relative(root, path)}\n`);
process.stdout.write(
  `Next: fill the node in, then npm test -- ${relative(root, file).replace(/\.ts$/, '')}\n`,
);
process.exitCode = formatted ? 0 : 1;

/** `VAETile` → file vae-tile, variable vaeTile, title VAE Tile. */
function namesOf(type) {
  const title = type
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll('U Net', 'UNet');
  const kebab = title.toLowerCase().replaceAll(' ', '-');
  const camel = kebab.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  return { type, title, file: kebab, variable: RESERVED.test(camel) ? `${camel}Node` : camel };
}

/** Refuses before anything is written. */
function check() {
  if (!/^[A-Z][A-Za-z0-9]{1,63}$/.test(name)) {
    refuse(
      `'${name}' cannot be the name of a node type.`,
      'Write it like SharpenImage: npm run new-node SharpenImage image',
    );
  }
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(folder)) {
    refuse(`'${folder}' cannot be a folder of nodes.`, `There are ${nodeFolders().join(', ')}.`);
  }
  for (const path of [file, test]) {
    if (existsSync(path)) refuse(`${relative(root, path)} exists already.`, 'Choose another name.');
  }
  const taken = sourcesOfNodes().find((path) => readFileSync(path, 'utf8').includes(`type: '${name}',`));
  if (taken)
    refuse(`The node type '${name}' exists already, in ${relative(root, taken)}.`, 'Choose another name.');
  const variable = new RegExp(`\\b${names.variable}\\b`);
  if (variable.test(readFileSync(REGISTRY, 'utf8'))) {
    refuse(`The registry has a '${names.variable}' already.`, 'Choose another name.');
  }
}

function refuse(what, remedy) {
  process.stderr.write(`${what} ${remedy}\n`);
  process.exit(2);
}

function nodeFolders() {
  return readdirSync(join(SOURCES, 'nodes'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function sourcesOfNodes() {
  return nodeFolders().flatMap((parent) =>
    readdirSync(join(SOURCES, 'nodes', parent))
      .filter((entry) => entry.endsWith('.ts'))
      .map((entry) => join(SOURCES, 'nodes', parent, entry)),
  );
}

/** The registry with the import and the entry, in alphabetical order as far as the entries are. */
function withLine(registry) {
  const lines = registry.split('\n');
  const first = lines.findIndex((line) => line.includes('createRegistry(builtinTypes, [')) + 1;
  const last = lines.findIndex((line, at) => at >= first && line.startsWith(']'));
  if (first === 0 || last < 0)
    refuse('The registry does not look as expected.', `See ${relative(root, REGISTRY)}.`);
  const later = lines.findIndex((line, at) => at >= first && at < last && line.trim() > `${names.variable},`);
  lines.splice(later < 0 ? last : later, 0, `  ${names.variable},`);
  const lastImport = lines.findLastIndex((line) => line.startsWith('import '));
  const path = `./nodes/${folder}/${names.file}.ts`;
  lines.splice(lastImport + 1, 0, `import { ${names.variable} } from '${path}';`);
  return lines.join('\n');
}

function nodeSource() {
  const category = folder === 'value' ? 'Values' : folder[0].toUpperCase() + folder.slice(1);
  return `import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';

export const ${names.variable} = defineNode({
  type: '${names.type}',
  version: 1,
  title: '${names.title}',
  category: '${category}',
  summary: 'Multiplies a picture by a number.',
  inputs: { image: port.image('The picture to change.') },
  outputs: { image: port.image('The changed picture.') },
  params: z.object({
    amount: z.number().min(0).max(1).default(1).describe('Factor; 0 is black.'),
  }),
  async run({ inputs, params, services }) {
    return { image: { tensor: await services.ops.combine([[params.amount, inputs.image.tensor]]) } };
  },
});
`;
}

function testSource() {
  return `import { expect, it } from 'vitest';
import { Float32Backend } from '../../testing/float32-backend.ts';
import { ${names.variable} } from './${names.file}.ts';

it('multiplies the picture by the amount', async () => {
  const ops = new Float32Backend();
  const tensor = await ops.upload(Float32Array.of(0.25, 0.5, 1), [1, 1, 1, 3]);
  const { image } = await ${names.variable}.run!({
    node: 'node',
    inputs: { image: { tensor } },
    params: { amount: 0.5 },
    state: undefined,
    step: null,
    services: { ops },
    signal: { aborted: false },
    warn: () => {},
  });
  expect([...(await ops.download((image as { tensor: typeof tensor }).tensor))]).toEqual([0.125, 0.25, 0.5]);
});
`;
}
