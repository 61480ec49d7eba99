/**
 * Which way imports may go (see "Layers" in CONTRIBUTING.md). Checked by `npm test`.
 * Each package lists the packages of this workspace that it may import; everything else is forbidden.
 */
const layers = {
  'graph-core': [],
  client: ['graph-core'],
  nodes: ['graph-core'],
  'runtime-core': ['graph-core', 'nodes'],
  'runtime-node': ['graph-core', 'client', 'nodes', 'runtime-core'],
  'runtime-web': ['graph-core', 'nodes', 'runtime-core'],
};

/** Packages that run anywhere: no `node:` modules outside their tests. */
const portable = ['graph-core', 'client', 'nodes', 'runtime-core', 'runtime-web'];

/** Tests and what only tests use. */
const testFiles = '(\\.test\\.ts$|/testing/|^tests/)';

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
      from: {},
      to: { circular: true },
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
      comment: 'Tests of the whole import packages as @latentgraph/name, as a user of the packages would.',
      severity: 'error',
      from: { path: '^tests/' },
      to: { path: '^packages/', dependencyTypes: ['local'] },
    },
    {
      name: 'only-package-entrances',
      comment:
        'What another package does not export (index.ts, for tests also testing/index.ts) is its own affair.',
      severity: 'error',
      from: { path: '^(?:packages/([^/]+)|tests)/' },
      to: { path: '^packages/', pathNot: ['^packages/$1/', '^packages/[^/]+/src/(testing/)?index\\.ts$'] },
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
      from: { path: '^packages/[^/]+/src/', pathNot: testFiles },
      to: { path: testFiles },
    },
    {
      name: 'dependencies-are-declared',
      comment:
        'A package lists in its package.json what it imports; dependencies of tests may be the workspace’s.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: testFiles },
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
    exclude: { path: '^packages/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
