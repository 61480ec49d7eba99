import { addNode, type WorkflowDocument } from '@latentgraph/graph-core';
import { describe, expect, test } from 'vitest';
import type { LatentFamily, LatentValue, SeedValue } from '../../contract/values.ts';
import { streamFromSeed } from '../../random/seed-value.ts';
import { createStream } from '../../random/stream.ts';
import { builtinRegistry } from '../../registry.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { problemOf, runNode } from '../../testing/run-node.ts';
import { read, sampleUNet } from '../../testing/sample-values.ts';
import { noise } from './noise.ts';

async function drawn(params: object, inputs: Readonly<Record<string, unknown>> = {}) {
  const services = fakeServices();
  const { outputs } = await runNode<{ latent: LatentValue; seed: SeedValue }>(noise, {
    params,
    inputs,
    services,
  });
  return { ...outputs, ...(await read(services.ops, outputs.latent.tensor)) };
}

const family: LatentFamily = { channels: 2, factor: 4, latentRgb: null };

describe('Noise', () => {
  test('is what torch.randn draws, in the usual shape', async () => {
    const { latent, seed, dims, data } = await drawn({ width: 24, height: 16, batch: 2, seed: 3 });
    expect(dims).toEqual([2, 4, 2, 3]);
    expect(data).toEqual([...createStream(streamFromSeed(3)).draw(dims)]);
    expect(latent.level).toEqual({ kind: 'noise' });
    expect(seed).toEqual({ ...streamFromSeed(3), draws: [dims] });
  });

  test('takes shape and sizes from the UNet', async () => {
    const unet = sampleUNet({ family, sizeMultiple: 2 });
    const { latent, dims } = await drawn({ width: 16, height: 8 }, { unet });
    expect(dims).toEqual([1, 2, 2, 4]);
    expect(latent.family).toBe(family);
    expect(await problemOf(() => drawn({ width: 16, height: 13 }, { unet }))).toMatchObject({
      code: 'size-not-a-multiple',
      message: "Noise 'node' is 16×13, but sizes for model 'sample' must be multiples of 8.",
      remedy: 'Use 16×16.',
      param: 'height',
    });
    expect(await problemOf(() => drawn({ width: 9, height: 8 }))).toMatchObject({ param: 'width' });
  });

  test('is refused before any step where the UNet makes another size alone', async () => {
    const unet = sampleUNet({ family, fixedSize: { widthPx: 32, heightPx: 16 } });
    expect(await problemOf(() => drawn({ width: 16, height: 16 }, { unet }))).toMatchObject({
      code: 'size-fixed',
      message: "Noise 'node' is for 16×16 pixels, but model 'sample' was exported for 32×16 alone.",
      remedy: 'Make it 32×16, or export the model with dynamic axes.',
      param: 'width',
    });
    expect((await drawn({ width: 32, height: 16 }, { unet })).dims).toEqual([1, 2, 4, 8]);
  });

  test('with increment every picture is that of its own seed', async () => {
    const size = { width: 8, height: 8 };
    const { data } = await drawn({ ...size, batch: 2, batchSeeds: 'increment', seed: 5 });
    const [first, second] = [await drawn({ ...size, seed: 5 }), await drawn({ ...size, seed: 6 })];
    expect(data).toEqual([...first.data, ...second.data]);
    const shared = await drawn({ ...size, batch: 2, seed: 5 });
    expect(shared.data).not.toEqual(data);
  });

  test('that is newly added gives every picture a stream of its own, files that say nothing share one', () => {
    const empty: WorkflowDocument = {
      ...{ format: 'latentgraph', version: 1 },
      graphs: { main: { nodes: {}, edges: [] } },
    };
    const added = addNode({ type: 'Noise', params: { seed: 3 } }, builtinRegistry)(empty);
    expect(added.ok && Object.values(added.document.graphs.main.nodes)).toMatchObject([
      { params: { batchSeeds: 'increment', seed: 3 } },
    ]);
    expect(noise.params.parse({})).toMatchObject({ batchSeeds: 'shared' });
  });

  test('a wired seed goes on where it stands', async () => {
    const size = { width: 8, height: 8 };
    const first = await drawn(size, { seed: streamFromSeed(9) });
    const second = await drawn(size, { seed: first.seed });
    const stream = createStream(streamFromSeed(9));
    expect(first.data).toEqual([...stream.draw(first.dims)]);
    expect(second.data).toEqual([...stream.draw(second.dims)]);

    const own = await drawn({ ...size, batchSeeds: 'increment' }, { seed: streamFromSeed(9) });
    const behind = await drawn({ ...size, batchSeeds: 'shared' }, { seed: own.seed });
    expect(behind.seed.batchSeeds).toBe('increment');
  });
});
