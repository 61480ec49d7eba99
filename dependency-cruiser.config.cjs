/**
 * Which way imports may go (see "Layers" in CONTRIBUTING.md). Checked by `npm test`.
 * Each package lists the packages of this workspace that it may import; everything else is forbidden.
 */
const layers = {
  'graph-core': [],
  client: ['graph-core'],
  nodes: ['graph-core'],
  'model-graphs': ['graph-core'],
  'runtime-core': ['graph-core', 'nodes', 'model-graphs'],
  'runtime-node': ['graph-core', 'client', 'nodes', 'model-graphs', 'runtime-core'],
  'runtime-web': ['graph-core', 'nodes', 'runtime-core'],
};

/** What applications may import: a runtime only through its Runtime interface. */
const applicationPackages = ['graph-core', 'client', 'nodes', 'runtime-web'];

/** Packages that run anywhere: no `node:` modules outside their tests. */
const portable = ['graph-core', 'client', 'nodes', 'model-graphs', 'runtime-core', 'runtime-web'];

/** Tests and what only tests use. */
const testFiles = '(\\.test\\.ts$|/testing/|^tests/)';

/** Where another package may be entered; of a runtime for browsers also the program of its worker. */
const entrances = [
  '^packages/[^/]+/src/(testing/)?index\\.ts$',
  '^packages/runtime-web/src/worker/main\\.ts$',
];

const layerRules = Object.entries(layers).map(([name, allowed]) => ({
  name: `layers-of-${name}`,
  comment: `${name} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other package of this workspace'}.`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'layers-of-apps',
      comment: `Applications may import ${applicationPackages.join(', ')}.`,
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^packages/', pathNot: `^packages/(${applicationPackages.join('|')})/` },
    },
    {
      name: 'every-package-has-a-layer',
      comment: 'A new package is added to `layers` in dependency-cruiser.config.cjs.',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/(${Object.keys(layers).join('|')})/` },
      to: {},
    },
    {
      name: 'no-cycles',
      comment: 'Files that import one another cannot be understood or tested alone.',
      severity: 'error',
      from: { pathNot: '^apps/' },
      to: { circular: true },
    },
    {
      name: 'no-cycles-of-apps',
      comment: 'Only types may lead round: commands run on the services that list them.',
      severity: 'error',
      from: { path: '^apps/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'only-by-package-name',
      comment: 'Another package is imported as @latentgraph/name, never by a path into its folder.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'tests-use-package-names',
      comment: 'Applications and tests of the whole import packages as @latentgraph/name, as a user would.',
      severity: 'error',
      from: { path: '^(apps|tests)/' },
      to: { path: '^packages/', dependencyTypes: ['local'] },
    },
    {
      name: 'only-package-entrances',
      comment:
        'What another package does not export (index.ts, for tests also testing/index.ts) is its own affair.',
      severity: 'error',
      from: { path: '^(?:packages/([^/]+)|apps|tests)/' },
      to: { path: '^packages/', pathNot: ['^packages/$1/', ...entrances] },
    },
    {
      name: 'portable-packages-stay-portable',
      comment: 'These packages run in browsers too: what needs the system goes into a runtime.',
      severity: 'error',
      from: { path: `^packages/(${portable.join('|')})/src/`, pathNot: testFiles },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'sources-do-not-use-tests',
      comment: 'What tests need stays in tests.',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: testFiles },
      to: { path: testFiles },
    },
    {
      name: 'dependencies-are-declared',
      comment:
        'A package lists in its package.json what it imports; dependencies of tests may be the workspace’s.',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: testFiles },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'imports-resolve',
      comment: 'The file or package does not exist.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|apps)/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
