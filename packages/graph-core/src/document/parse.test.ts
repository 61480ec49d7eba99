import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from './limits.ts';
import { checkWorkflow, parseWorkflow } from './parse.ts';
import { serializeWorkflow } from './serialize.ts';
import { arbitraryDocument } from './testing/arbitrary-document.ts';
import { largeDocument } from './testing/large-document.ts';

const SEED = 31_337;

function file(main: unknown, more: object = {}): string {
  return JSON.stringify({ format: 'latentgraph', version: 1, graphs: { main }, ...more });
}

function problemsOf(text: string) {
  const result = parseWorkflow(text);
  if (result.ok) throw new Error('parsed');
  return result.problems;
}

function codes(text: string): string[] {
  return problemsOf(text).map(({ code }) => code);
}

describe('parseWorkflow', () => {
  it('fills in what a file may leave out', () => {
    expect(parseWorkflow(`\ufeff${file({ nodes: { a: { type: 'Text', version: 1 } } })}`)).toEqual({
      ok: true,
      warnings: [],
      document: {
        format: 'latentgraph',
        version: 1,
        graphs: {
          main: {
            nodes: { a: { type: 'Text', version: 1, params: {}, position: { x: 0, y: 0 } } },
            edges: [],
          },
        },
      },
    });
  });

  it.each([
    ['', 'empty-file'],
    ['\ufeff \n', 'empty-file'],
    ['{"format": "latentgraph"', 'not-json'],
    ['[1, 2]', 'not-a-workflow'],
    ['null', 'not-a-workflow'],
    ['{"version": 1}', 'unknown-format'],
    ['{"format": "other"}', 'unknown-format'],
    ['{"format": "latentgraph"}', 'invalid-version'],
    ['{"format": "latentgraph", "version": 0}', 'invalid-version'],
    ['{"format": "latentgraph", "version": 2}', 'newer-version'],
    ['{"last_node_id": 4, "nodes": [], "links": []}', 'comfyui-workflow'],
    ['{"3": {"class_type": "KSampler", "inputs": {"seed": 9223372036854775807}}}', 'comfyui-workflow'],
    ['{"prompt": {"3": {"class_type": "KSampler"}}}', 'comfyui-workflow'],
    [`{"format":${'['.repeat(100_000)}`, 'nested-too-deep'],
  ])('refuses %j', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  it('says where JSON breaks, and who made a file', () => {
    expect(problemsOf('{\n  "format" "x"\n}')[0]?.message).toBe(
      `The file is not valid JSON at line 2, column 12: expected ':', found "\\"".`,
    );
    expect(problemsOf('{"format": "latentgraph", "version": 3}')[0]?.message).toBe(
      'This workflow was made with a newer Latentgraph: it has version 3, and this program reads up to version 1.',
    );
  });

  it('reports everything that is wrong at once, each with its place', () => {
    const text = file({
      nodes: {
        prompt: { version: 0, params: [], position: { x: 'left', y: 1e9 } },
        'bad id': { type: 'Text', version: 1 },
        toString: { type: 'Text', version: 1 },
        b: { type: 'Text', version: 1, mode: 'skip' },
      },
      edges: [{ from: { node: 'a', port: 'valueOf' }, to: { node: 'b' } }],
    });
    expect(problemsOf(text).map(({ code, path, node, param }) => [code, path, node, param])).toEqual([
      ['missing-value', 'graphs.main.nodes.prompt.type', 'prompt', undefined],
      ['out-of-range', 'graphs.main.nodes.prompt.version', 'prompt', undefined],
      ['wrong-type', 'graphs.main.nodes.prompt.params', 'prompt', undefined],
      ['wrong-type', 'graphs.main.nodes.prompt.position.x', 'prompt', undefined],
      ['out-of-range', 'graphs.main.nodes.prompt.position.y', 'prompt', undefined],
      ['invalid-name', 'graphs.main.nodes["bad id"]', 'bad id', undefined],
      ['invalid-name', 'graphs.main.nodes.toString', 'toString', undefined],
      ['invalid-value', 'graphs.main.nodes.b.mode', 'b', undefined],
      ['invalid-value', 'graphs.main.edges[0].from.port', undefined, undefined],
      ['missing-value', 'graphs.main.edges[0].to.port', undefined, undefined],
    ]);
    for (const { message, remedy } of problemsOf(text))
      expect(`${message}|${remedy}`).toMatch(/^.+[.]\|.+[.]$/);
  });

  it('counts the problems above a hundred', () => {
    const problems = problemsOf(file({ edges: Array.from({ length: 250 }, () => 1) }));
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({
      code: 'more-problems',
      message: 'And 150 more problems of this kind.',
    });
  });

  it('refuses large seeds as numbers and keeps them as strings', () => {
    const withSeed = (seed: string) =>
      `{"format":"latentgraph","version":1,"graphs":{"main":{"nodes":{"n":{"type":"Noise","version":1,"params":{"seed":${seed}}}}}}}`;
    expect(problemsOf(withSeed('1152921504606846977'))).toMatchObject([
      { code: 'unsafe-integer', path: 'graphs.main.nodes.n.params.seed', node: 'n', param: 'seed' },
    ]);
    expect(parseWorkflow(withSeed('"1152921504606846977"'))).toMatchObject({
      document: { graphs: { main: { nodes: { n: { params: { seed: '1152921504606846977' } } } } } },
    });
  });

  it('refuses more nodes than the limit', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: LIMITS.nodes + 1 }, (_, index) => [`n${index}`, { type: 'Text', version: 1 }]),
    );
    expect(codes(file({ nodes }))).toEqual(['too-many-nodes']);
  });

  it('reads ten thousand nodes fast', () => {
    const text = serializeWorkflow(largeDocument(10_000));
    const cpuMs = (work: () => unknown) => {
      // Its own work, however busy the machine is.
      const before = process.cpuUsage();
      work();
      return process.cpuUsage(before).user / 1000;
    };
    const bareMs = cpuMs(() => JSON.parse(text));
    /** Measured at four times the bare JSON.parse: 0.2 s. A quadratic reader would take minutes. */
    expect(cpuMs(() => expect(parseWorkflow(text).ok).toBe(true))).toBeLessThan(30 * bareMs);
  });
});

/** Text of a document that something went wrong with, in one of many ways. */
const damagedText = fc
  .tuple(arbitraryDocument.map(serializeWorkflow), fc.nat(), fc.nat(), fc.json(), fc.nat(9))
  .map(([text, at, length, json, way]) => {
    const cut = at % text.length;
    const values = [...text.matchAll(/: ("[^"]*"|[-\d.e+]+|true|false|\{\}|\[\])/g)];
    const target = values[at % Math.max(values.length, 1)];
    const put = (value: string) =>
      target
        ? `${text.slice(0, target.index)}: ${value}${text.slice(target.index + target[0].length)}`
        : value;
    const ways = [
      () => text.slice(0, cut),
      () => text.slice(0, cut) + text.slice(cut + 1 + (length % 40)),
      () => text.slice(0, cut) + json + text.slice(cut),
      () => json,
      () => put(json),
      () => put('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
      () => put('['.repeat(100_000) + ']'.repeat(100_000)),
      () => put(`[${'0,'.repeat(10_000)}0]`),
      () => put('1e400'),
      () => put('1152921504606846976'),
    ];
    return ways[way]!();
  });

describe('hostile files', () => {
  it('never make parsing throw, and every problem has a code, a message and a remedy', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(damagedText, (text) => {
        const result = parseWorkflow(text);
        if (result.ok) {
          expect(parseWorkflow(serializeWorkflow(result.document))).toEqual(result);
          return;
        }
        expect(result.problems.length).toBeGreaterThan(0);
        for (const { code, message, remedy } of result.problems) {
          expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
          expect(message).toMatch(/\.$/);
          expect(remedy).toMatch(/\.$/);
          seen.add(code);
        }
      }),
      { seed: SEED, numRuns: 1000 },
    );
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'not-json',
        'forbidden-key',
        'nested-too-deep',
        'number-not-finite',
        'unsafe-integer',
      ]),
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('are values of any kind, too', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
        (value) => {
          expect(checkWorkflow(value).ok).toBe(false);
          checkWorkflow({ format: 'latentgraph', version: 1, graphs: value });
          checkWorkflow({ format: 'latentgraph', version: 1, graphs: { main: value } });
        },
      ),
      { seed: SEED, numRuns: 1000 },
    );
  });
});
