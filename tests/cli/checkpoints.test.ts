import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCheckpoint, readRecipe } from '@latentgraph/model-graphs/testing';
import { expect, it } from 'vitest';
import { latentgraph, temporaryFolder } from './cli.ts';

/** A folder with a small checkpoint, whose tokenizer lies beside it. */
function downloads(): { folder: string; file: string } {
  const folder = temporaryFolder();
  const file = join(folder, 'sd1 bf16.safetensors');
  writeFileSync(file, makeCheckpoint(readRecipe('sd1-bf16')));
  cpSync('fixtures/checkpoints/tokenizer', join(folder, 'tokenizer'), { recursive: true });
  return { folder, file };
}

it('adds a checkpoint under the name of its file, linked, and says what it is', async () => {
  const home = temporaryFolder();
  const env = { LATENTGRAPH_HOME: home };
  const { file } = downloads();
  const { code, stdout, stderr } = await latentgraph(['models', 'add', file], { env });
  const { sha256 } = readRecipe('sd1-bf16');
  const glance = [
    'name        sd1-bf16',
    'family      Stable Diffusion 1',
    'parts       UNet, text encoder, VAE',
    'precision   bfloat16',
    'predicts    epsilon, by the family, as nothing in the file says otherwise',
    'size        3.9 MB',
    `sha256      ${sha256}`,
    `short hash  ${sha256.slice(0, 10)}`,
    `files       ${join(home, 'models', 'sd1-bf16')}`,
    '',
  ].join('\n');
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: glance,
    stderr: 'Workflows can name it now: latentgraph run FILE --set checkpoint.model=sd1-bf16\n',
  });
  const kept = join(home, 'models', 'sd1-bf16', 'sd1 bf16.safetensors');
  expect(statSync(kept).ino).toBe(statSync(file).ino);
  expect(await latentgraph(['models', 'show', 'sd1-bf16'], { env })).toMatchObject({
    code: 0,
    stdout: glance,
  });
  const { stdout: list } = await latentgraph(['models', 'list', '--json'], { env });
  expect(JSON.parse(list).models[1]).toMatchObject({ family: 'Stable Diffusion 1', precision: 'bfloat16' });
});

it('moves a checkpoint, or leaves it where it is', async () => {
  const home = temporaryFolder();
  const env = { LATENTGRAPH_HOME: home };
  const { folder, file } = downloads();
  const stays = ['models', 'add', file, '--name', 'stays', '--in-place'];
  expect(await latentgraph(stays, { env })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`files       ${folder}`),
  });
  expect(JSON.parse(readFileSync(join(home, 'models/stays/in-place.json'), 'utf8'))).toEqual({
    directory: folder,
    files: ['sd1 bf16.safetensors', 'tokenizer/merges.txt', 'tokenizer/vocab.json'],
  });
  const moves = ['models', 'add', file, '--name', 'moves', '--move'];
  expect(await latentgraph(moves, { env })).toMatchObject({ code: 0 });
  expect(existsSync(file)).toBe(false);
  // What stayed is gone now, and is said to be.
  expect(await latentgraph(['models', 'list'], { env })).toMatchObject({
    stderr: expect.stringContaining('[model-folder-empty]'),
  });
});

it('says what a file is from its header, or what it is instead', async () => {
  const { folder, file } = downloads();
  expect(await latentgraph(['models', 'inspect', file])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('family     Stable Diffusion 1\n'),
  });
  const pickle = join(folder, 'model.ckpt');
  writeFileSync(pickle, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100)]));
  for (const command of ['inspect', 'add']) {
    expect(await latentgraph(['models', command, pickle])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /\[checkpoint-pickled\] model\.ckpt .*\n {2}Look for the same model as \.safetensors/,
      ),
    });
  }
});

it('adds a part alone, and says which nodes take it', async () => {
  const home = temporaryFolder();
  const env = { LATENTGRAPH_HOME: home };
  const file = join(temporaryFolder(), 'soft.safetensors');
  writeFileSync(file, makeCheckpoint(readRecipe('vae-ldm')));
  const { code, stderr } = await latentgraph(['models', 'add', file], { env });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(
      /^warning \[checkpoint-part-alone\] .*\n.*Load VAE.*\n(?!.*checkpoint\.model)/,
    ),
  });
  const { stdout } = await latentgraph(['models', 'list', '--json'], { env });
  expect(JSON.parse(stdout).models[1]).toMatchObject({ name: 'soft' });
});
