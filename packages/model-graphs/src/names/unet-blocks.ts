import type { UNetArchitecture } from '../architecture/unet.ts';
import type { ModuleName } from './parameter.ts';

/** A block of a UNet, with its names and what its shapes depend on. */
export type UNetBlock =
  | {
      readonly kind: 'resnet';
      readonly name: ModuleName;
      readonly inChannels: number;
      readonly outChannels: number;
    }
  | { readonly kind: 'attention'; readonly name: ModuleName; readonly width: number; readonly depth: number }
  | { readonly kind: 'resample'; readonly name: ModuleName; readonly width: number };

/** The layouts of a UNet: of the original repositories, and of diffusers. */
export type UNetLayout = 'original' | 'diffusers';

/**
 * All resnets, attentions and convolutions between the levels, in the order they run. Originals number their
 * blocks through: `input_blocks.0` is `conv_in`, and a downsampler counts as a block of its own.
 */
export function unetBlocks(unet: UNetArchitecture): readonly UNetBlock[] {
  const skips = [unet.modelChannels];
  const down = downBlocks(unet, skips);
  return [...down, ...midBlocks(unet), ...upBlocks(unet, skips)];
}

/** How many skips the down path leaves, one for each resnet of the up path. */
export function skipCount(unet: UNetArchitecture): number {
  return unet.down.reduce(
    (sum, level) => sum + level.transformerDepths.length + (level.resamples ? 1 : 0),
    1,
  );
}

/** Appends to `skips` the channels of every block's output. */
function downBlocks(unet: UNetArchitecture, skips: number[]): UNetBlock[] {
  const blocks: UNetBlock[] = [];
  let index = 1;
  let channels = unet.modelChannels;
  for (const [i, { width, transformerDepths, resamples }] of unet.down.entries()) {
    for (const [j, depth] of transformerDepths.entries()) {
      const name = (part: string, slot: number): ModuleName => ({
        canonical: `down_blocks.${i}.${part}.${j}`,
        stored: `input_blocks.${index}.${slot}`,
      });
      blocks.push({ kind: 'resnet', name: name('resnets', 0), inChannels: channels, outChannels: width });
      if (depth > 0) blocks.push({ kind: 'attention', name: name('attentions', 1), width, depth });
      channels = width;
      skips.push(width);
      index += 1;
    }
    if (!resamples) continue;
    const name = { canonical: `down_blocks.${i}.downsamplers.0.conv`, stored: `input_blocks.${index}.0.op` };
    blocks.push({ kind: 'resample', name, width });
    skips.push(width);
    index += 1;
  }
  return blocks;
}

function midBlocks({ mid, down }: UNetArchitecture): UNetBlock[] {
  const { width, resnets, transformerDepth: depth } = mid;
  const entry = down.at(-1)!.width;
  const resnet = (index: number, slot: number): UNetBlock => ({
    kind: 'resnet',
    name: { canonical: `mid_block.resnets.${index}`, stored: `middle_block.${slot}` },
    inChannels: index === 0 ? entry : width,
    outChannels: width,
  });
  const attention = { canonical: 'mid_block.attentions.0', stored: 'middle_block.1' };
  const blocks: UNetBlock[] = [];
  if (resnets > 0) blocks.push(resnet(0, 0));
  if (depth > 0) blocks.push({ kind: 'attention', name: attention, width, depth });
  if (resnets > 1) blocks.push(resnet(1, depth > 0 ? 2 : 1));
  return blocks;
}

/** Each resnet takes the last of `skips` beside its input. */
function upBlocks(unet: UNetArchitecture, skips: number[]): UNetBlock[] {
  const blocks: UNetBlock[] = [];
  let index = 0;
  let channels = unet.mid.width;
  for (const [i, { width, transformerDepths, resamples }] of unet.up.entries()) {
    for (const [j, depth] of transformerDepths.entries()) {
      const name = (part: string, slot: number): ModuleName => ({
        canonical: `up_blocks.${i}.${part}.${j}`,
        stored: `output_blocks.${index}.${slot}`,
      });
      const inChannels = channels + (skips.pop() ?? 0);
      blocks.push({ kind: 'resnet', name: name('resnets', 0), inChannels, outChannels: width });
      if (depth > 0) blocks.push({ kind: 'attention', name: name('attentions', 1), width, depth });
      channels = width;
      index += 1;
    }
    if (!resamples) continue;
    const slot = (transformerDepths.at(-1) ?? 0) > 0 ? 2 : 1;
    const stored = `output_blocks.${index - 1}.${slot}.conv`;
    blocks.push({ kind: 'resample', name: { canonical: `up_blocks.${i}.upsamplers.0.conv`, stored }, width });
  }
  return blocks;
}
