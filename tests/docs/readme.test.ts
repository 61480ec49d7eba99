import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { latentgraph } from '../cli/cli.ts';
import { readExample } from '../support/examples.ts';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { useRuntime } from '../support/use-runtime.ts';

const README = readFileSync('README.md', 'utf8');
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'models/tiny/README.md',
  'packages/graph-core/README.md',
  'packages/nodes/README.md',
  'packages/runtime-core/README.md',
  'packages/runtime-node/README.md',
  'packages/client/README.md',
];

const runtime = useRuntime();

function help(...command: string[]): string {
  const latentgraph = 'packages/runtime-node/bin/latentgraph.js';
  return execFileSync(process.execPath, [latentgraph, ...command, '--help'], { encoding: 'utf8' });
}

function blocksOf(page: string, language: string): string[] {
  const blocks = page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'));
  return [...blocks].map(([, text]) => text!);
}

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  test('links to what exists', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)].map(
      ([, link, image]) => link ?? image!,
    );
    const broken = links
      .filter((link) => !/^https?:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? page : resolve(dirname(page), path);
        return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).has(anchor));
      });
    expect(broken).toEqual([]);
  });
});

/** The anchors that headings get. */
function anchorsOf(page: string): Set<string> {
  const headings = readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

type Part = Pick<WorkflowDocument['graphs']['main'], 'nodes' | 'edges'>;

describe('the workflows of the README', () => {
  const parts = blocksOf(README, 'json').map((text) => JSON.parse(text) as Part);
  const example = readExample('text-to-image');
  const { main } = example.graphs;

  test('are two: a part of the first example, and a change of it', () => {
    expect(parts).toHaveLength(2);
  });

  test('the part stands in the example as it is', () => {
    const { nodes, edges } = parts[0]!;
    expect(main.nodes).toMatchObject(nodes);
    expect(main.edges).toEqual(expect.arrayContaining(edges.map((edge) => expect.objectContaining(edge))));
  });

  test('the change paints another picture', async () => {
    const changed = withPart(parts[1]!, (edge) => `${edge.from.node} ${edge.to.node}` !== 'guidance step');
    const read = parseWorkflow(JSON.stringify(changed), builtinRegistry);
    if (!read.ok) throw new Error(read.problems[0]!.message);
    const { problems, outputs } = await runtime.run({ document: read.document });
    expect(problems).toEqual([]);
    const before = await readRgb('examples/text-to-image.png');
    expect(meanDifference(await readRgb(outputs[0]!), before)).toBeGreaterThan(5);
  });

  test('the change has the problem that the README tells of where the old wire stays', async () => {
    const { code, stderr } = await latentgraph(['validate', '-'], {
      stdin: JSON.stringify(withPart(parts[1]!, () => true)),
    });
    expect(code).toBe(2);
    const [, told] = /validate` says: \*(.*?)\*/.exec(README.replaceAll('\n', ' '))!;
    expect(stderr).toContain(told);
  });

  /** The example with nodes and edges put in, and those of its own edges that are kept. */
  function withPart(part: Part, isKept: (edge: Part['edges'][number]) => boolean) {
    const nodes = { ...main.nodes, ...part.nodes };
    const edges = [...main.edges.filter(isKept), ...part.edges];
    return { ...example, graphs: { main: { ...main, nodes, edges } } };
  }
});

describe('the commands of README and CONTRIBUTING', () => {
  const contributing = readFileSync('CONTRIBUTING.md', 'utf8');
  const lines = [README, contributing]
    .flatMap((page) => blocksOf(page, 'sh'))
    .flatMap((block) => block.split('\n'))
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  const commands = [...help().matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name!);
  const helpOf = new Map(
    [
      ...commands.filter((name) => name !== 'help' && name !== 'models'),
      'models add',
      'models list',
      'models show',
      'models inspect',
    ].map((command) => [command, help(...command.split(' '))] as const),
  );
  const calls = lines.filter((line) => /(^|\| )latentgraph /.test(line));

  test('latentgraph is shown with all its commands', () => {
    const shown = new Set(calls.map(commandOf));
    expect([...helpOf.keys()].filter((command) => !shown.has(command))).toEqual([]);
  });

  test.each(calls)('%s', (call) => {
    const help = helpOf.get(commandOf(call));
    expect(help, commandOf(call)).toBeDefined();
    for (const option of optionsOf(call)) expect(optionsOf(help!)).toContain(option);
    for (const [file] of call.matchAll(/examples\/\S+/g)) expect(existsSync(file), file).toBe(true);
  });

  test('options named in the text are options of some command', () => {
    const known = optionsOf([...helpOf.values()].join('\n'));
    const named = [...README.matchAll(/`(--[a-z-]+)[^`]*`/g)].map(([, option]) => option!);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((option) => !known.includes(option))).toEqual([]);
  });

  test('npm is asked for scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const code = [
      ...lines,
      ...[...`${README}\n${contributing}`.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!),
    ];
    const named = code.flatMap((text) => /^npm (?:run (?:-s )?)?([a-z][a-z:-]*)/.exec(text)?.[1] ?? []);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  function optionsOf(text: string): string[] {
    return [...text.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option);
  }

  function commandOf(call: string): string {
    const words = call
      .replace(/^.*\| /, '')
      .split(' ')
      .slice(1);
    return words[0] === 'models' ? words.slice(0, 2).join(' ') : words[0]!;
  }
});

describe('the picture at the top', () => {
  /** `npm run example-pictures` paints it: pictures of examples at twice their size, 12 pixels apart. */
  const EXAMPLES = ['text-to-image', 'image-to-image', 'two-prompts', 'inpainting'];

  test('shows what the examples paint', async () => {
    let left = 0;
    for (const name of EXAMPLES) {
      const example = await readRgb(join('examples', `${name}.png`));
      const width = example.widthPx * 2;
      const height = example.heightPx * 2;
      const cut = await sharp('docs/images/examples.png')
        .extract({ left, top: 0, width, height })
        .png()
        .toBuffer();
      const shown = await sharp(cut)
        .resize(example.widthPx, example.heightPx, { kernel: 'nearest' })
        .png()
        .toBuffer();
      expect(meanDifference(await readRgb(shown), example), name).toBe(0);
      left += width + 12;
    }
  });
});
