import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { parseWorkflow, serializeWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describe, expect, test } from 'vitest';
import { unreadableFile } from '../testing/unreadable-file.ts';
import { readFile } from './read-file.ts';

const EXAMPLES = new URL('../../../../../examples/', import.meta.url);
const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(name, EXAMPLES)));
const painted = bytesOf('seed-grid.png');
const workflowText = readFileSync(new URL('text-to-image.json', EXAMPLES), 'utf8');

interface Provenance {
  readonly version: number;
  readonly workflow: string;
  readonly overrides: object;
}

/** The picture with a text as Latentgraph's runtimes write it: in an iTXt chunk after the header. */
function embed({ version = 1, workflow = workflowText, overrides = {} }: Partial<Provenance> = {}) {
  const runtime = { name: 'test', version: '1', device: 'cpu' };
  const made = { version, workflow, overrides, seeds: {}, models: [], runtime };
  const content = Buffer.from(`iTXtlatentgraph\0\0\0\0\0${JSON.stringify(made)}`);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length - 4);
  checksum.writeUInt32BE(crc32(content));
  const header = 33;
  return Buffer.concat([painted.subarray(0, header), length, content, checksum, painted.subarray(header)]);
}

async function workflowIn(bytes: Uint8Array, type = 'image/png') {
  const read = await readFile(new Blob([new Uint8Array(bytes)], { type }), builtinRegistry);
  if (read.kind !== 'workflow') throw new Error('This is only a picture.');
  return read;
}

async function documentIn(bytes: Uint8Array) {
  const { result } = await workflowIn(bytes);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result;
}

describe('a file that a person gives', () => {
  test.each(['', 'application/json', 'text/plain'])(
    'is a workflow by its text, of type "%s"',
    async (type) => {
      const read = await workflowIn(bytesOf('text-to-image.json'), type);
      expect(read).toEqual({
        kind: 'workflow',
        from: 'file',
        result: parseWorkflow(workflowText, builtinRegistry),
      });
    },
  );

  test('that is a picture gives the workflow that made it', async () => {
    const { document } = await documentIn(embed());
    expect(serializeWorkflow(document)).toBe(workflowText);
    const unnamed = await workflowIn(embed(), '');
    expect(unnamed.from).toBe('picture');
  });

  test('that is the picture of an example gives the example', async () => {
    const { document } = await documentIn(bytesOf('text-to-image.png'));
    expect(serializeWorkflow(document)).toBe(workflowText);
  });

  test('that is a picture made with overrides gives a workflow that has them', async () => {
    const overrides = { 'noise.seed': 7, prompt: 'a blue house', 'nobody.knows': 1 };
    const { document, warnings } = await documentIn(embed({ overrides }));
    const { nodes } = document.graphs.main;
    expect(nodes.noise?.params.seed).toBe(7);
    expect(nodes.prompt?.params.text).toBe('a blue house');
    expect(warnings.map(({ code }) => code)).toEqual(['picture-override-unknown']);
  });

  test('an override takes the place of a wire', async () => {
    const parsed = parseWorkflow(workflowText, builtinRegistry);
    if (!parsed.ok) throw new Error('The example is no workflow.');
    const { main } = parsed.document.graphs;
    const count = { type: 'Integer', version: 1, params: { value: 4 }, position: { x: 0, y: 0 } };
    const wire = { from: { node: 'count', port: 'integer' }, to: { node: 'schedule', port: 'steps' } };
    const graph = { ...main, nodes: { ...main.nodes, count }, edges: [...main.edges, wire] };
    const workflow = serializeWorkflow({ ...parsed.document, graphs: { main: graph } });
    const made = embed({ workflow, overrides: { 'schedule.steps': 9 } });
    const { document } = await documentIn(made);
    expect(document.graphs.main.nodes.schedule?.params.steps).toBe(9);
    expect(document.graphs.main.edges).toHaveLength(main.edges.length);
  });

  test('that is any other picture is a picture', async () => {
    const read = await readFile(
      new Blob([Uint8Array.of(0xff, 0xd8)], { type: 'image/jpeg' }),
      builtinRegistry,
    );
    expect(read).toEqual({ kind: 'picture' });
  });

  test.each([
    ['damaged', (bytes: Uint8Array) => bytes.fill(0x20, 200, 260), 'picture-damaged'],
    ['of a newer version', () => embed({ version: 2 }), 'picture-of-other-version'],
  ])('that is a picture with a workflow %s says so', async (_, change, code) => {
    const { result } = await workflowIn(change(embed()));
    expect(result).toMatchObject({ ok: false, problems: [{ code }] });
  });

  test('that is something else says so', async () => {
    const { result } = await workflowIn(new TextEncoder().encode('plain words'), 'text/plain');
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'not-json' }] });
  });
});

test('a folder, or a file that is gone, is told of as what cannot be read', async () => {
  expect(await readFile(unreadableFile('my pictures'), builtinRegistry)).toMatchObject({
    kind: 'workflow',
    result: { ok: false, problems: [{ code: 'file-unreadable', message: '“my pictures” cannot be read.' }] },
  });
});
