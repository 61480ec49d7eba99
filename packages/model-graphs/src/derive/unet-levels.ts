import type { UNetArchitecture, UNetLevel, UNetMiddle } from '../architecture/unet.ts';
import type { UNetLayout } from '../names/unet-blocks.ts';
import type { Shapes } from './shapes.ts';

/** The levels of a UNet, as they are found by walking a layout's names. */
export type UNetLevels = Pick<UNetArchitecture, 'down' | 'mid' | 'up'>;

/** Walks the levels of a UNet; a walk ends where the next block is not there. */
export function unetLevels(shapes: Shapes, layout: UNetLayout): UNetLevels {
  return layout === 'original' ? originalLevels(shapes) : diffusersLevels(shapes);
}

/** Transformer blocks of the attention with that name; 0 where there is none. */
function depthOf(shapes: Shapes, attention: string): number {
  return shapes.count((k) => `${attention}.transformer_blocks.${k}.attn1.to_q.weight`);
}

function originalLevels(shapes: Shapes): UNetLevels {
  const conv = 'in_layers.2.weight';
  return {
    down: walkOriginal(shapes, 'input_blocks', 1, (block) => ({
      isResample: shapes.has(`${block}.0.op.weight`),
      resamplesAfter: false,
    })),
    mid: middle(shapes, conv, 'middle_block.0', ['middle_block.1', 'middle_block.2'], 'middle_block.1'),
    up: walkOriginal(shapes, 'output_blocks', 0, (block) => ({
      isResample: false,
      resamplesAfter: shapes.has(`${block}.1.conv.weight`) || shapes.has(`${block}.2.conv.weight`),
    })),
  };
}

/** Originals number blocks through; a level ends with a block that resamples, or in which an upsampler follows. */
function walkOriginal(
  shapes: Shapes,
  path: string,
  from: number,
  resampling: (block: string) => { readonly isResample: boolean; readonly resamplesAfter: boolean },
): UNetLevel[] {
  const levels: UNetLevel[] = [];
  let width = 0;
  let depths: number[] = [];
  const endLevel = (resamples: boolean) => {
    if (depths.length > 0) levels.push({ width, transformerDepths: depths, resamples });
    depths = [];
  };
  for (let index = from; ; index += 1) {
    const block = `${path}.${index}`;
    const { isResample, resamplesAfter } = resampling(block);
    if (isResample) endLevel(true);
    else if (shapes.has(`${block}.0.in_layers.2.weight`)) {
      width = shapes.size(`${block}.0.in_layers.2.weight`, 0);
      depths.push(depthOf(shapes, `${block}.1`));
      if (resamplesAfter) endLevel(true);
    } else break;
  }
  endLevel(false);
  return levels;
}

function diffusersLevels(shapes: Shapes): UNetLevels {
  const walk = (path: string, sampler: string): UNetLevel[] => {
    const levels = shapes.count((i) => `${path}.${i}.resnets.0.conv1.weight`);
    return Array.from({ length: levels }, (_, i) => {
      const level = `${path}.${i}`;
      const resnets = shapes.count((j) => `${level}.resnets.${j}.conv1.weight`);
      return {
        width: shapes.size(`${level}.resnets.0.conv1.weight`, 0),
        transformerDepths: Array.from({ length: resnets }, (_, j) =>
          depthOf(shapes, `${level}.attentions.${j}`),
        ),
        resamples: shapes.has(`${level}.${sampler}.0.conv.weight`),
      };
    });
  };
  const mid = 'mid_block.resnets';
  return {
    down: walk('down_blocks', 'downsamplers'),
    mid: middle(shapes, 'conv1.weight', `${mid}.0`, [`${mid}.1`], 'mid_block.attentions.0'),
    up: walk('up_blocks', 'upsamplers'),
  };
}

function middle(
  shapes: Shapes,
  conv: string,
  first: string,
  seconds: readonly string[],
  attention: string,
): UNetMiddle {
  if (!shapes.has(`${first}.${conv}`)) return { width: 0, resnets: 0, transformerDepth: 0 };
  const hasSecond = seconds.some((second) => shapes.has(`${second}.${conv}`));
  return {
    width: shapes.size(`${first}.${conv}`, 0),
    resnets: hasSecond ? 2 : 1,
    transformerDepth: depthOf(shapes, attention),
  };
}
