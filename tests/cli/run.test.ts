import type { ChildProcess } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runEventSchema } from '@latentgraph/graph-core';
import { beforeEach, expect, it } from 'vitest';
import { type CliOptions, latentgraph, temporaryFolder } from './cli.ts';

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const TEXT_TO_IMAGE = fromRoot('examples/text-to-image.json');
const QUICK = ['checkpoint.model=micro', 'noise.width=32', 'noise.height=32', 'schedule.steps=4'].flatMap(
  (assignment) => ['--set', assignment],
);
/** Long enough to be interrupted. */
const LONG = ['--set', 'schedule.scheduler=euler', '--set', 'schedule.steps=1000'];

let home: string;
let out: string;

beforeEach(() => {
  home = temporaryFolder();
  out = join(home, 'pictures');
  cpSync(fromRoot('fixtures/models/micro'), join(home, 'models', 'micro'), { recursive: true });
});

function run(args: readonly string[] = [], options: CliOptions = {}, file = TEXT_TO_IMAGE) {
  const env = { LATENTGRAPH_HOME: home };
  return latentgraph(['run', file, '--out', out, '--device', 'cpu', ...QUICK, ...args], { env, ...options });
}

const picture = (number: number) => join(out, `text-to-image-000${number}.png`);

it('paints the same bytes for the same seed, others for another, and overwrites nothing', async () => {
  for (const seed of ['7', '7', '8']) {
    const { code, stderr } = await run(['--seed', seed]);
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`Seed noise.seed = ${seed}\n`),
    });
  }
  expect(readdirSync(out).sort()).toEqual([1, 2, 3].map((number) => `text-to-image-000${number}.png`));
  expect(readFileSync(picture(1)).equals(readFileSync(picture(2)))).toBe(true);
  expect(readFileSync(picture(1)).equals(readFileSync(picture(3)))).toBe(false);
});

it('prints where the picture is on stdout, and nothing else there', async () => {
  const stdin = readFileSync(TEXT_TO_IMAGE, 'utf8');
  expect(await run([], { stdin }, '-')).toMatchObject({ code: 0, stdout: `${picture(1)}\n` });
});

it('prints one event a line, numbered without gaps', async () => {
  const { code, stdout } = await run(['--json']);
  expect(code).toBe(0);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const events = lines.map((line) => runEventSchema.parse(line));
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.filter(({ type }) => type === 'stepFinished')).toHaveLength(4);
  expect(events.at(-1)?.type).toBe('finished');
  expect(lines.find(({ type }) => type === 'output')).toMatchObject({ node: 'save', file: picture(1) });
});

it('takes a workflow out of a picture that paints the same picture', async () => {
  await run(['--seed', '18446744073709551615', '--set', 'prompt=a blue house']);
  const workflow = join(home, 'workflow.json');
  const inspected = await latentgraph(['inspect', picture(1), '--extract', workflow]);
  expect(inspected).toMatchObject({ code: 0, stdout: '' });
  expect(inspected.stderr).toContain('noise = 18446744073709551615');
  const { nodes } = JSON.parse(readFileSync(workflow, 'utf8')).graphs.main;
  expect(nodes.noise.params.seed).toBe('18446744073709551615');
  expect(nodes.prompt.params.text).toBe('a blue house');
  const again = await latentgraph(['run', workflow, '--out', out, '--device', 'cpu'], {
    env: { LATENTGRAPH_HOME: home },
  });
  expect(again.code).toBe(0);
  expect(pixelsOf(picture(2))).toEqual(pixelsOf(picture(1)));
});

it('says why a file holds no workflow', async () => {
  const file = join(home, 'broken.png');
  await run();
  writeFileSync(file, readFileSync(picture(1)).subarray(0, 60));
  for (const path of [file, TEXT_TO_IMAGE]) {
    const { code, stderr } = await latentgraph(['inspect', path]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('[picture-without-workflow]'),
    });
  }
});

it.each([
  ['a value out of range', ['--set', 'schedule.steps=0'], 'set-value-invalid'],
  ['an unknown node', ['--set', 'nowhere.steps=1'], 'override-unknown-node'],
  ['an unknown param', ['--set', 'schedule.stepz=1'], 'override-unknown-param'],
  ['an unknown model', ['--set', 'checkpoint.model=missing'], 'model-unknown'],
  ['no assignment', ['--set', 'schedule'], 'set-not-an-assignment'],
])('refuses %s with exit code 2 and saves nothing', async (_, args, problem) => {
  const { code, stdout, stderr } = await run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`[${problem}]`);
  expect(readdirSync(out)).toEqual([]);
});

it('ends with 1 when the run fails', async () => {
  const { code, stderr } = await run(['--set', 'noise.width=33']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('[size-not-a-multiple]') });
});

it('ends with 1 before running when pictures cannot be saved', async () => {
  writeFileSync(out, 'a file, not a folder');
  const { code, stderr } = await run();
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('Cannot save pictures in') });
  expect(stderr).not.toContain('Running on');
});

it('takes a prompt of ten thousand words, from the command line and from a file', async () => {
  const prompt = 'a red house '.repeat(3334);
  const file = join(home, 'prompt.txt');
  writeFileSync(file, `${prompt}\n`);
  // onnxruntime is itself only where no build server is announced.
  const env = { LATENTGRAPH_HOME: home, CI: '' };
  for (const value of [prompt, `@${file}`]) {
    const { code, signal, stderr } = await run(['--set', `prompt=${value}`], { env });
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(stderr).toContain('warning [prompt-cut]');
  }
  expect(pixelsOf(picture(1))).toBe(pixelsOf(picture(2)));
});

it('says so when nothing that ran saves a picture', async () => {
  const { code, stdout, stderr } = await run(['--target', 'guidance']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain('No picture was saved');
});

it('tells the seeds of a run, and none where nothing runs', async () => {
  const { code, stderr } = await run(['--set', 'schedule.step=4']);
  expect(code).toBe(2);
  expect(stderr).not.toContain('Seed');
});

it('cancels on Ctrl-C between steps with exit code 130, and leaves no file', async () => {
  const { code, stdout, stderr } = await run(LONG, {
    whileRunning: (child) =>
      child.stderr?.on('data', (text) => /step 1 of/.test(text) && child.kill('SIGINT')),
  });
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(stderr).toContain('Cancelling after this step; Ctrl-C again stops at once.\n');
  expect(stderr).toMatch(/Cancelled after/);
  expect(readdirSync(out)).toEqual([]);
});

it('fails, and does not blame the workflow, when the process that runs it is killed before it begins', async () => {
  const { code, stdout } = await run(['--json'], {
    whileRunning: (child) =>
      child.stdout?.once('data', () => {
        for (const pid of childrenOf(child)) process.kill(pid, 'SIGKILL');
      }),
  });
  expect({ code, pictures: readdirSync(out) }).toEqual({ code: 1, pictures: [] });
  expect(stdout).toContain('runner-killed');
});

/** Stands for a step that takes very long: what onnxruntime computes in, does nothing and answers nobody. */
function freezeRunner(cli: ChildProcess): void {
  for (const pid of childrenOf(cli)) process.kill(pid, 'SIGSTOP');
}

function childrenOf({ pid }: ChildProcess): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(' ').map(Number);
}

it('answers Ctrl-C in the middle of a step, and ends at the second one', async () => {
  const { code, stdout, stderr } = await run(LONG, {
    whileRunning(child) {
      child.stderr?.on('data', (text) => {
        if (/step 1 of/.test(text)) {
          freezeRunner(child);
          child.kill('SIGINT');
        }
        if (/Ctrl-C again/.test(text)) child.kill('SIGINT');
      });
    },
  });
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(stderr).toMatch(/Cancelling after this step; .*\n(.*\n)*Cancelled after/);
  expect(readdirSync(out)).toEqual([]);
});

it('saves the picture although nobody reads the events any more', async () => {
  const { code, stderr } = await run(['--json'], {
    whileRunning: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
  });
  expect(code).toBe(0);
  expect(stderr).not.toContain('EPIPE');
  expect(readdirSync(out)).toEqual(['text-to-image-0001.png']);
});

/** What of a PNG is the picture: all chunks but the text. */
function pixelsOf(file: string): string {
  const bytes = readFileSync(file);
  let data = '';
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type !== 'iTXt') data += bytes.toString('hex', at, at + length + 12);
    at += length + 12;
  }
  return data;
}
