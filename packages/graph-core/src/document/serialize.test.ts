import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkflow } from './parse.ts';
import type { WorkflowDocument } from './schema.ts';
import { serializeWorkflow } from './serialize.ts';
import { arbitraryDocument } from './testing/arbitrary-document.ts';
import { writeJson } from './write-json.ts';

const SEED = 20_240_611;

function reload(document: WorkflowDocument): WorkflowDocument {
  const result = parseWorkflow(serializeWorkflow(document));
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return result.document;
}

/** The same data, with every key inserted in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

describe('serializeWorkflow', () => {
  it('writes what a person looks for first, and small objects on one line', () => {
    const document: WorkflowDocument = {
      graphs: {
        main: {
          edges: [
            { to: { order: 1, port: 'images', node: 'grid' }, from: { port: 'image', node: 'a' } },
            { to: { order: 0, port: 'images', node: 'grid' }, from: { port: 'image', node: 'b' } },
          ],
          nodes: {
            grid: {
              version: 1,
              type: 'ImageGrid',
              position: { y: -0, x: 0.1 },
              params: { rows: 2, align: [1, 2] },
            },
          },
        },
      },
      assets: {},
      extra: 'x'.repeat(100),
      name: 'Grid',
      version: 1,
      format: 'latentgraph',
    };
    expect(serializeWorkflow(document)).toBe(`{
  "format": "latentgraph",
  "version": 1,
  "name": "Grid",
  "extra": "${'x'.repeat(100)}",
  "graphs": {
    "main": {
      "nodes": {
        "grid": {
          "type": "ImageGrid",
          "version": 1,
          "params": { "align": [1, 2], "rows": 2 },
          "position": { "x": 0.1, "y": -0 }
        }
      },
      "edges": [
        { "from": { "node": "b", "port": "image" }, "to": { "node": "grid", "port": "images", "order": 0 } },
        { "from": { "node": "a", "port": "image" }, "to": { "node": "grid", "port": "images", "order": 1 } }
      ]
    }
  },
  "assets": {}
}
`);
  });

  it('sorts edges by where they end, then by order, then by where they start', () => {
    const ends = ['b.y', 'b.x', 'a.z', 'b.x.1', 'b.x.0'].flatMap((to) =>
      ['d.q', 'd.p', 'c.q'].map((from) => [from, to]),
    );
    const edges = ends.map(([from, to]) => {
      const [[source, output], [node, port, order]] = [from!.split('.'), to!.split('.')];
      return {
        from: { node: source!, port: output! },
        to: { node: node!, port: port!, ...(order === undefined ? {} : { order: Number(order) }) },
      };
    });
    const saved = reload({ format: 'latentgraph', version: 1, graphs: { main: { nodes: {}, edges } } });
    expect(
      saved.graphs.main.edges.map(({ from, to }) =>
        [to.node, to.port, to.order, from.node, from.port].join(' '),
      ),
    ).toEqual(
      ['a z ', 'b x ', 'b x 0', 'b x 1', 'b y '].flatMap((to) =>
        ['c q', 'd p', 'd q'].map((from) => `${to} ${from}`),
      ),
    );
  });

  it('gives back on loading what was saved', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const loaded = reload(document);
        const edges = new Set(loaded.graphs.main.edges.map((edge) => JSON.stringify(edge)));
        expect(edges).toEqual(new Set(document.graphs.main.edges.map((edge) => JSON.stringify(edge))));
        const withoutEdges = (value: WorkflowDocument) => ({
          ...value,
          graphs: { main: { ...value.graphs.main, edges: [] } },
        });
        expect(withoutEdges(loaded)).toEqual(withoutEdges(document));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('depends on the data alone, and saving what was loaded changes nothing', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const text = serializeWorkflow(document);
        expect(serializeWorkflow(reversed(document) as WorkflowDocument)).toBe(text);
        expect(serializeWorkflow(reload(document))).toBe(text);
        expect(text.split('\n').length).toBeGreaterThan(5);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('writeJson', () => {
  it('breaks open what does not fit into the columns', () => {
    const items = Array.from({ length: 3 }, () => 'y'.repeat(40));
    expect(writeJson({ items })).toBe(
      `{\n  "items": [\n    "${items[0]}",\n    "${items[1]}",\n    "${items[2]}"\n  ]\n}`,
    );
  });

  it('leaves undefined properties out', () => {
    expect(writeJson({ a: undefined, b: 1 })).toBe('{ "b": 1 }');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, () => 1, 1n, [undefined]])('refuses %s', (value) => {
    expect(() => writeJson({ value })).toThrow(RangeError);
  });
});
