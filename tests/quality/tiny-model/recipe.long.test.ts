import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readRgb } from '../../support/pictures.ts';
import { textToImageWorkflow } from '../../support/text-to-image.ts';
import { useRuntime } from '../../support/use-runtime.ts';

const PYTHON = process.env.PYTHON ?? 'python3';
const RECIPE = resolve('models/tiny/train');
const lacking = spawnSync(PYTHON, ['-c', 'import torch, numpy, PIL, onnx'], { encoding: 'utf8' });
const canTrain = lacking.status === 0;
if (!canTrain) {
  console.warn(
    `The recipe of the tiny model is not tried: '${PYTHON}' lacks what models/tiny/train/README.md lists. ` +
      `Set PYTHON to one that has it.\n${lacking.stderr ?? lacking.error?.message ?? ''}`,
  );
}

const work = mkdtempSync(join(tmpdir(), 'latentgraph-recipe-'));
afterAll(() => rmSync(work, { recursive: true }));
const runtime = useRuntime();

/** Runs a program of the recipe in the scratch folder and returns what it says. */
function stage(program: string, ...args: string[]): string {
  return execFileSync(PYTHON, [join(RECIPE, program), ...args], {
    cwd: work,
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
}

test.skipIf(!canTrain)(
  'every stage of the recipe runs, from no data to a picture by the runtime',
  async () => {
    stage('data.py', '--count', '96', '--out', 'data');
    stage('data.py', '--count', '32', '--first-seed', '1000', '--out', 'held-out');
    stage('data.py', '--count', '32', '--size', '192', '128', '--out', 'wide');
    stage('tokenizer.py', '--data', 'data', '--out', 'tokenizer');

    const vae = ['--data', 'data', '--held-out', 'held-out', '--out', 'vae.pt'];
    const vaeSays = stage('train_vae.py', ...vae, '--max-steps', '30', '--decay', '0');
    expect(decibels(vaeSays).at(-1)).toBeGreaterThan(decibels(vaeSays)[0]! + 1);

    const inputs = ['--vae', 'vae.pt', '--tokenizer', 'tokenizer'];
    const unet = ['--data', 'data', 'wide', ...inputs, '--out', 'unet.pt', '--batch', '8'];
    expect(stage('train_unet.py', ...unet, '--max-steps', '6')).toContain('step 6,');
    const resumed = stage('train_unet.py', ...unet, '--max-steps', '9', '--accumulate', '2');
    expect(resumed).toContain('step 6\n');
    expect(resumed).toContain('step 9,');
    const tuned = ['--data', 'wide', ...inputs, '--out', 'tuned.pt', '--init', 'unet.pt', '--batch', '8'];
    expect(stage('train_unet.py', ...tuned, '--learning-rate', '1e-4', '--max-steps', '3')).toContain(
      'step 3,',
    );
    expect(existsSync(join(work, 'tuned.png'))).toBe(true);

    expect(stage('evaluate.py', '--checkpoint', 'unet.pt', ...inputs, '--limit', '4')).toContain(
      'background',
    );
    stage('export.py', '--unet', 'unet.pt', ...inputs, '--data', 'data', '--out', 'model');

    await runtime.models.add(join(work, 'model'), 'smoke');
    const text = 'a red circle on a white background';
    const { problems, outputs } = await runtime.run({
      document: textToImageWorkflow({ model: 'smoke', text, scheduler: 'ddim', steps: 4, scale: 2, seed: 1 }),
    });
    expect(problems).toEqual([]);
    const { widthPx, heightPx } = await readRgb(outputs[0]!);
    expect([widthPx, heightPx]).toEqual([128, 128]);
  },
);

function decibels(text: string): number[] {
  return [...text.matchAll(/(-?[\d.]+) dB/g)].map(([, number]) => Number(number));
}
