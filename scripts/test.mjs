// npm test · npm run test:reference · npm run test:long
// What follows `--` goes to vitest: npm test -- packages/graph-core

import { join } from 'node:path';
import { COMPILE, setUp, setUpPackages } from './lib/setup.mjs';
import { endWithParent, runAttached, runStage } from './lib/stage.mjs';

endWithParent();

const node = process.execPath;
const bin = (...path) => join('node_modules', ...path);

/** Everything that can be said about the code without running it. */
const checks = [
  { name: 'Types', args: COMPILE },
  { name: 'Lint', args: [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'] },
  {
    name: 'Boundaries',
    args: [
      bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      '--config',
      'dependency-cruiser.config.cjs',
      'packages',
      'apps',
      'tests',
    ],
  },
];

const vitestArgs = {
  all: [],
  reference: ['tests/reference'],
  long: ['--config', 'vitest.long.config.ts'],
};

const [first, ...others] = process.argv.slice(2);
const kind = first !== undefined && Object.hasOwn(vitestArgs, first) ? first : 'all';
const passedOn = kind === 'all' ? process.argv.slice(2) : others;

const failures = [];
if (kind === 'all') {
  // The type check compiles as well; a wrong type is reported with the other checks and the tests still run.
  await setUpPackages();
  for (const { name, args } of checks) {
    if (!(await runStage(name, node, args))) failures.push(name.toLowerCase());
  }
} else {
  await setUp();
}

const exitCode = await runAttached(node, [
  bin('vitest', 'vitest.mjs'),
  'run',
  ...vitestArgs[kind],
  ...passedOn,
]);
if (exitCode !== 0) failures.push('tests');

if (failures.length > 0) {
  process.stderr.write(`Failed: ${failures.join(', ')}. The reasons are above.\n`);
  process.exitCode = exitCode === 130 ? 130 : 1;
}
