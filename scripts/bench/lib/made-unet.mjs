import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { OnnxWriter } from './onnx-writer.mjs';

const HEADS = 8;
const GROUPS = 32;
const LAYERS_A_LEVEL = 2;
const LEVELS = [1, 2, 4, 4];
export const EMBEDDING_WIDTH = 768;

/**
 * Writes a UNet built like Stable Diffusion 1.5's, with weights that mean nothing: 859.5 million of them, 3.4 GB, at 320 channels.
 *
 * @param {string} folder
 * @param {number} channels of the first level; 320 in Stable Diffusion 1.5
 * @returns {Promise<{ readonly path: string, readonly weightBytes: number }>}
 */
export async function writeMadeUNet(folder, channels) {
  const graph = new OnnxWriter('weights.bin');
  const unet = new UNetLayers(graph, channels);
  const output = unet.build();
  const bytes = graph.bytes(
    {
      sample: ['batch', 4, 'height', 'width'],
      timestep: [1],
      encoder_hidden_states: ['batch', 'tokens', EMBEDDING_WIDTH],
    },
    { [output]: ['batch', 4, 'height', 'width'] },
  );
  const path = join(folder, 'model.onnx');
  await writeFile(path, bytes);
  await pipeline(Readable.from(graph.weightBlocks()), createWriteStream(join(folder, graph.location)));
  return { path, weightBytes: graph.weightBytes };
}

/** The layers of diffusers' UNet2DConditionModel, as its ONNX exports spell them out. */
class UNetLayers {
  constructor(graph, channels) {
    this.graph = graph;
    this.channels = channels;
    this.timeWidth = 4 * channels;
  }

  build() {
    const widths = LEVELS.map((factor) => factor * this.channels);
    this.time = this.timeEmbedding();
    let x = this.conv('sample', 4, this.channels, 3);
    let width = this.channels;
    const skips = [[x, width]];
    for (const [level, next] of widths.entries()) {
      for (let layer = 0; layer < LAYERS_A_LEVEL; layer += 1) {
        x = this.block(x, width, next, level < LEVELS.length - 1);
        width = next;
        skips.push([x, width]);
      }
      if (level === LEVELS.length - 1) continue;
      x = this.conv(x, width, width, 3, 2);
      skips.push([x, width]);
    }
    x = this.resnet(this.block(x, width, width, true), width, width);
    for (const [level, next] of [...widths.entries()].reverse()) {
      for (let layer = 0; layer <= LAYERS_A_LEVEL; layer += 1) {
        const [skip, skipWidth] = skips.pop();
        const joined = this.graph.node('Concat', [x, skip], { axis: 1 });
        x = this.block(joined, width + skipWidth, next, level < LEVELS.length - 1);
        width = next;
      }
      if (level > 0) x = this.conv(this.upsample(x), width, width, 3);
    }
    return this.conv(this.silu(this.groupNorm(x, width)), width, 4, 3);
  }

  block(x, from, to, attends) {
    const painted = this.resnet(x, from, to);
    return attends ? this.transformer(painted, to) : painted;
  }

  resnet(x, from, to) {
    const { graph } = this;
    const first = this.conv(this.silu(this.groupNorm(x, from)), from, to, 3);
    const time = this.linear(this.silu(this.time), this.timeWidth, to);
    const timed = graph.node('Add', [first, graph.node('Reshape', [time, graph.ints(1, to, 1, 1)])]);
    const second = this.conv(this.silu(this.groupNorm(timed, to)), to, to, 3);
    return graph.node('Add', [second, from === to ? x : this.conv(x, from, to, 1)]);
  }

  transformer(x, width) {
    const { graph } = this;
    const inside = this.conv(this.groupNorm(x, width), width, width, 1);
    const shape = graph.node('Shape', [inside]);
    const flat = graph.node('Reshape', [inside, graph.ints(0, width, -1)]);
    let tokens = graph.node('Transpose', [flat], { perm: [0, 2, 1] });
    const own = this.layerNorm(tokens, width);
    tokens = graph.node('Add', [tokens, this.attention(own, own, width, width)]);
    const asked = this.attention(
      this.layerNorm(tokens, width),
      'encoder_hidden_states',
      width,
      EMBEDDING_WIDTH,
    );
    tokens = graph.node('Add', [tokens, asked]);
    tokens = graph.node('Add', [tokens, this.feedForward(this.layerNorm(tokens, width), width)]);
    const planes = graph.node('Reshape', [graph.node('Transpose', [tokens], { perm: [0, 2, 1] }), shape]);
    return graph.node('Add', [x, this.conv(planes, width, width, 1)]);
  }

  attention(x, context, width, contextWidth) {
    const { graph } = this;
    const [query, key, value] = [
      this.heads(this.matMul(x, width, width), [0, 2, 1, 3]),
      this.heads(this.matMul(context, contextWidth, width), [0, 2, 3, 1]),
      this.heads(this.matMul(context, contextWidth, width), [0, 2, 1, 3]),
    ];
    const scores = graph.node('Mul', [
      graph.node('MatMul', [query, key]),
      graph.floats((width / HEADS) ** -0.5),
    ]);
    const mixed = graph.node('MatMul', [graph.node('Softmax', [scores], { axis: -1 }), value]);
    const back = graph.node('Transpose', [mixed], { perm: [0, 2, 1, 3] });
    return this.linear(graph.node('Reshape', [back, graph.ints(0, 0, width)]), width, width);
  }

  heads(x, perm) {
    const split = this.graph.node('Reshape', [x, this.graph.ints(0, 0, HEADS, -1)]);
    return this.graph.node('Transpose', [split], { perm });
  }

  /** GEGLU, then a linear layer. */
  feedForward(x, width) {
    const { graph } = this;
    const [value, gate] = graph.node('Split', [this.linear(x, width, 8 * width)], { axis: -1 }, 2);
    const erf = graph.node('Erf', [graph.node('Mul', [gate, graph.floats(Math.SQRT1_2)])]);
    const half = graph.node('Mul', [gate, graph.floats(0.5)]);
    const gelu = graph.node('Mul', [half, graph.node('Add', [erf, graph.floats(1)])]);
    return this.linear(graph.node('Mul', [value, gelu]), 4 * width, width);
  }

  timeEmbedding() {
    const { graph, channels } = this;
    const frequencies = Array.from({ length: channels / 2 }, (_, at) => 10_000 ** (-at / (channels / 2)));
    const angles = graph.node('Mul', ['timestep', graph.floats(...frequencies)]);
    const waves = graph.node('Concat', [graph.node('Cos', [angles]), graph.node('Sin', [angles])], {
      axis: 0,
    });
    const row = graph.node('Reshape', [waves, graph.ints(1, channels)]);
    const first = this.silu(this.linear(row, channels, this.timeWidth));
    return this.linear(first, this.timeWidth, this.timeWidth);
  }

  groupNorm(x, width) {
    const { graph } = this;
    const groups = graph.node('Reshape', [x, graph.ints(0, GROUPS, -1)]);
    const ones = graph.floats(...new Array(GROUPS).fill(1));
    const zeros = graph.floats(...new Array(GROUPS).fill(0));
    const normal = graph.node('InstanceNormalization', [groups, ones, zeros]);
    const planes = graph.node('Reshape', [normal, graph.node('Shape', [x])]);
    const scaled = graph.node('Mul', [planes, graph.weight(width, 1, 1)]);
    return graph.node('Add', [scaled, graph.weight(width, 1, 1)]);
  }

  layerNorm(x, width) {
    return this.graph.node('LayerNormalization', [x, this.graph.weight(width), this.graph.weight(width)], {
      axis: -1,
    });
  }

  conv(x, from, to, kernel, stride = 1) {
    const pad = kernel === 3 ? 1 : 0;
    return this.graph.node('Conv', [x, this.graph.weight(to, from, kernel, kernel), this.graph.weight(to)], {
      kernel_shape: [kernel, kernel],
      pads: [pad, pad, pad, pad],
      strides: [stride, stride],
    });
  }

  upsample(x) {
    const scales = this.graph.floats(1, 1, 2, 2);
    return this.graph.node('Resize', [x, '', scales], {
      mode: 'nearest',
      nearest_mode: 'floor',
      coordinate_transformation_mode: 'asymmetric',
    });
  }

  linear(x, from, to) {
    return this.graph.node('Add', [this.matMul(x, from, to), this.graph.weight(to)]);
  }

  matMul(x, from, to) {
    return this.graph.node('MatMul', [x, this.graph.weight(from, to)]);
  }

  silu(x) {
    return this.graph.node('Mul', [x, this.graph.node('Sigmoid', [x])]);
  }
}
