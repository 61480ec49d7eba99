import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { latentgraph, temporaryFolder } from './cli.ts';

const TEXT_TO_IMAGE = fileURLToPath(new URL('../../examples/text-to-image.json', import.meta.url));

/** The problem codes that `validate --json` reports for a file with this text. */
async function codesOf(text: string | Buffer): Promise<{ code: number | null; problems: string[] }> {
  const file = join(temporaryFolder(), 'workflow.json');
  writeFileSync(file, text);
  const { code, stdout, stderr } = await latentgraph(['validate', file, '--json']);
  expect(stderr).toBe('');
  const { problems } = JSON.parse(stdout) as {
    problems: { code: string; message: string; remedy: string }[];
  };
  for (const { message, remedy } of problems) expect(message && remedy).not.toBe('');
  return { code, problems: problems.map((problem) => problem.code) };
}

/** The example with a change, as text. */
function changed(
  change: (main: { nodes: Record<string, Record<string, unknown>>; edges: unknown[] }) => void,
): string {
  const document = JSON.parse(readFileSync(TEXT_TO_IMAGE, 'utf8'));
  change(document.graphs.main);
  return JSON.stringify(document);
}

it('finds nothing wrong with the example', async () => {
  const { code, stdout, stderr } = await latentgraph(['validate', TEXT_TO_IMAGE]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(`${TEXT_TO_IMAGE} is ready to run.\n`);
});

it('reads a workflow from stdin', async () => {
  const stdin = readFileSync(TEXT_TO_IMAGE, 'utf8');
  expect(await latentgraph(['validate', '-'], { stdin })).toMatchObject({ code: 0, stderr: '' });
});

it.each([
  ['no JSON', 'prompt: a house'],
  ['nothing', ''],
  ['another format', '{"format":"comfy","version":1}'],
  ['a newer version', '{"format":"latentgraph","version":99,"graphs":{"main":{}}}'],
  ['deep nesting', '['.repeat(100_000)],
])('refuses a file that holds %s with one problem', async (_, text) => {
  const { code, problems } = await codesOf(text);
  expect({ code, count: problems.length }).toEqual({ code: 2, count: 1 });
});

it.each([
  ['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
  ['UTF-16 without its mark', (text: string) => Buffer.from(text, 'utf16le')],
])('refuses %s, whose letters would be guessed', async (_, encode) => {
  const text = readFileSync(TEXT_TO_IMAGE, 'utf8').replace('a red house', 'ein rotes Häuschen');
  expect(text).toContain('Häuschen');
  expect(await codesOf(encode(text))).toEqual({ code: 2, problems: ['text-not-utf8'] });
});

it('reads UTF-16 by its mark', async () => {
  const text = `\uFEFF${readFileSync(TEXT_TO_IMAGE, 'utf8')}`;
  expect(await codesOf(Buffer.from(text, 'utf16le'))).toEqual({ code: 0, problems: [] });
});

it('reports all problems of a workflow together', async () => {
  const text = changed(({ nodes, edges }) => {
    nodes.schedule!.params = { steps: 0 };
    nodes.odd = { type: 'Oddity', version: 1, params: {} };
    edges.push({ from: { node: 'noise', port: 'latent' }, to: { node: 'save', port: 'picture' } });
  });
  const { code, problems } = await codesOf(text);
  expect(code).toBe(2);
  expect(problems).toContain('unknown-node-type');
  expect(problems.length).toBeGreaterThanOrEqual(3);
});

it('names the models that there are when the workflow wants another', async () => {
  const { code, problems } = await codesOf(
    changed(({ nodes }) => {
      nodes.checkpoint!.params = { model: 'missing' };
    }),
  );
  expect({ code, problems }).toEqual({ code: 2, problems: ['model-unknown'] });
});

it('shows control characters of a document instead of sending them to the terminal', async () => {
  const file = join(temporaryFolder(), 'workflow.json');
  writeFileSync(
    file,
    changed(({ nodes }) => {
      nodes.odd = { type: 'x\u001b]0;title\u0007\u009b2J', version: 1, params: {} };
    }),
  );
  const { stderr } = await latentgraph(['validate', file]);
  expect(stderr).toContain('x\\u001b]0;title\\u0007\\u009b2J');
  expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

it('says which file it cannot read, and why', async () => {
  const { code, stderr } = await latentgraph(['validate', 'missing.json']);
  expect(code).toBe(2);
  expect(stderr).toBe(
    "error [file-enoent] Cannot read the workflow 'missing.json': there is no such file.\n  Check the path and the folder you are in.\n",
  );
});
