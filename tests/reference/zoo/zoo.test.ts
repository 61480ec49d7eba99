import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findScheduler } from '@latentgraph/nodes';
import { afterAll, describe, expect, test } from 'vitest';
import { readRgb } from '../../support/pictures.ts';
import { useRuntime } from '../../support/use-runtime.ts';
import { readZoo, type ZooCheckpoint, type ZooItem, zooFolder } from './items.ts';
import {
  decoderDifference,
  encoderDifferences,
  openNetwork,
  textDifferences,
  unetDifference,
} from './networks.ts';
import { pictureWorkflow, zooRegistry } from './pictures.ts';
import { type PictureEntry, relativeDifference, valuesOf } from './reference.ts';

/** Largest difference over largest reference value. UNets with one channel a group amplify rounding. */
const TOLERANCE = { text: 1e-5, unet: 3e-5, unetOfSingleChannelGroups: 1e-4, vae: 5e-5, latents: 1e-4 };
/** Values of a picture that may be one level off. */
const PICTURE_SHARE = 0.005;

const work = mkdtempSync(join(tmpdir(), 'latentgraph-zoo-'));
afterAll(() => rmSync(work, { recursive: true }));

const items = await readZoo(zooFolder, work);
const captured = new Map<string, Float32Array>();
const registry = zooRegistry(captured);
const modelOf = (item: ZooItem, checkpoint: ZooCheckpoint) => `${item.name}-${checkpoint.name}`;
/** Pictures that the checkpoint alone paints. */
const picturesOf = ({ reference: { pipeline } }: ZooItem): readonly PictureEntry[] =>
  (pipeline ?? []).filter(({ lora }) => lora === undefined);
const runtime = useRuntime(
  Object.fromEntries(
    items
      .filter((item) => picturesOf(item).length > 0)
      .flatMap((item) => item.checkpoints.map((one) => [modelOf(item, one), one.directory])),
  ),
  { registry },
);

test(`the checkpoints of ${zooFolder} are found`, () => {
  expect(items.some(({ checkpoints }) => checkpoints.length > 0)).toBe(true);
});

describe.each(items.filter(({ checkpoints, notCovered }) => checkpoints.length + notCovered.length > 0))(
  '$name',
  (item) => {
    if (item.notCovered.length > 0) test.skip(`not covered yet: ${item.notCovered.join(', ')}`);
    describe.each(item.checkpoints)('$name', (checkpoint) => {
      compareText(item, checkpoint);
      compareUNet(item, checkpoint);
      compareVae(item, checkpoint);
      comparePictures(item, checkpoint);
    });
  },
);

function compareText({ reference }: ZooItem, checkpoint: ZooCheckpoint): void {
  for (const [index, entry] of (reference.text ?? []).entries()) {
    const encoder = checkpoint.model.textEncoders[index];
    const component = encoder?.role?.component;
    test(component ?? `text encoder ${index + 1}`, async () => {
      const network = await openNetwork(checkpoint, component!);
      const differences = await textDifferences(network, entry, encoder!.part.architecture.layers);
      expect(Object.keys(differences).length).toBeGreaterThan(0);
      for (const [output, difference] of Object.entries(differences)) {
        expect(difference, output).toBeLessThanOrEqual(TOLERANCE.text);
      }
    });
  }
}

function compareUNet({ reference: { unet: entries } }: ZooItem, checkpoint: ZooCheckpoint): void {
  if (!entries) return;
  test(`unet, ${entries.length} entries`, async () => {
    const { architecture } = checkpoint.model.unet!;
    const singleChannelGroups = Math.max(...architecture.down.map(({ width }) => width)) === 32;
    const tolerance = singleChannelGroups ? TOLERANCE.unetOfSingleChannelGroups : TOLERANCE.unet;
    const network = await openNetwork(checkpoint, 'unet');
    for (const [index, entry] of entries.entries()) {
      const difference = await unetDifference(network, entries, entry);
      expect(difference, `entry ${index}`).toBeLessThanOrEqual(tolerance);
    }
  });
}

function compareVae({ reference: { vae } }: ZooItem, checkpoint: ZooCheckpoint): void {
  if (!vae) return;
  test('vae', async () => {
    const decoder = await openNetwork(checkpoint, 'vae_decoder');
    expect(await decoderDifference(decoder, vae), 'decoder').toBeLessThanOrEqual(TOLERANCE.vae);
    const encoder = await openNetwork(checkpoint, 'vae_encoder');
    for (const [output, difference] of Object.entries(await encoderDifferences(encoder, vae))) {
      expect(difference, output).toBeLessThanOrEqual(TOLERANCE.vae);
    }
  });
}

function comparePictures(item: ZooItem, checkpoint: ZooCheckpoint): void {
  for (const [index, entry] of picturesOf(item).entries()) {
    test(`picture ${index + 1}, ${entry.scheduler}${entry.png ? `, ${entry.png}` : ''}`, async () => {
      expect(findScheduler(entry.scheduler)?.name).toBe(entry.scheduler);
      const document = pictureWorkflow(modelOf(item, checkpoint), entry, registry);
      const { problems, outputs } = await runtime.run({ document });
      expect(problems).toEqual([]);
      const difference = relativeDifference(captured.get('final')!, valuesOf(entry.latents));
      expect(difference, 'latents').toBeLessThanOrEqual(TOLERANCE.latents);
      await expectSamePicture(outputs[0]!, item, entry);
    });
  }
}

async function expectSamePicture(png: Uint8Array, { folder }: ZooItem, entry: PictureEntry): Promise<void> {
  if (!entry.png) return;
  const [painted, expected] = [await readRgb(png), await readRgb(join(folder, entry.png))];
  const levels = painted.data.map((value, index) => Math.abs(value - expected.data[index]!));
  expect(levels.length).toBe(expected.data.length);
  expect(Math.max(...levels)).toBeLessThanOrEqual(1);
  expect(levels.filter((off) => off > 0).length / levels.length).toBeLessThanOrEqual(PICTURE_SHARE);
}
