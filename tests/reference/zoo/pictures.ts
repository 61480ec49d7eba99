import { createRegistry, type Registry, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinTypes, defineNode, findScheduler, port } from '@latentgraph/nodes';
import { z } from 'zod';
import { registryWithCapture } from '../../support/capture-latent.ts';
import { textToImageParts } from '../../support/text-to-image.ts';
import { buildWorkflow } from '../../support/workflow-builder.ts';
import { type PictureEntry, type ReferenceArray, valuesOf } from './reference.ts';

const arrays = z.object({ shape: z.array(z.number()), base64: z.string() });

/** Pictures and masks of a reference, which are not rounded to 8 bits, as files would be. */
const givenImage = defineNode({
  type: 'GivenImage',
  version: 1,
  title: 'Given Image',
  category: 'Test',
  summary: 'A picture as numbers.',
  inputs: {},
  outputs: { image: port.image('The picture.') },
  params: z.object({ image: arrays }),
  async run({ params: { image }, services }) {
    const [rows, channels, height, width] = image.shape as [number, number, number, number];
    const given = valuesOf(image);
    const cells = height * width;
    const values = given.map((_, index) => {
      const [pixel, channel] = [Math.floor(index / channels), index % channels];
      const row = Math.floor(pixel / cells);
      return (given[(row * channels + channel) * cells + (pixel % cells)]! + 1) / 2;
    });
    return { image: { tensor: await services.ops.upload(values, [rows, height, width, channels]) } };
  },
});

const givenMask = defineNode({
  type: 'GivenMask',
  version: 1,
  title: 'Given Mask',
  category: 'Test',
  summary: 'A mask as numbers.',
  inputs: {},
  outputs: { mask: port.mask('The mask.') },
  params: z.object({ mask: arrays }),
  async run({ params: { mask }, services }) {
    return { mask: { tensor: await services.ops.upload(valuesOf(mask), mask.shape) } };
  },
});

/** The nodes that the workflows use; latents before decoding are put into `captured` as `final`. */
export function zooRegistry(captured: Map<string, Float32Array>): Registry {
  return createRegistry(builtinTypes, [
    ...registryWithCapture(captured).nodes.values(),
    givenImage,
    givenMask,
  ]);
}

/** A picture of a reference as a user would wire it, with the model's own scheduler settings where it has none. */
export function pictureWorkflow(model: string, entry: PictureEntry, registry: Registry): WorkflowDocument {
  const { nodes, wires } = textToImageParts({
    model,
    text: entry.prompt,
    negative: entry.negative ?? '',
    scheduler: entry.scheduler,
    options: knownSettings(entry),
    steps: entry.steps,
    scale: entry.guidance,
    seed: entry.seed,
    widthPx: entry.width,
    heightPx: entry.height,
  });
  nodes.guidance = ['Guidance', { scale: entry.guidance, rescale: entry.guidance_rescale ?? 0 }];
  nodes.final = ['CaptureLatent'];
  for (const unet of ['conditional', 'unconditional']) between(nodes, wires, unet, entry);
  if (entry.mask) {
    nodes.image = ['GivenImage', { image: plain(entry.image!) }];
    nodes.mask = ['GivenMask', { mask: plain(entry.mask) }];
  }
  const ends = ['noise.latent > start.latent', 'step.latent > end.latent', 'end.latent > final.latent'];
  return buildWorkflow(nodes, [...wires, ...ends], registry);
}

type Parts = ReturnType<typeof textToImageParts>;

/** Tells a prompt the sizes of the entry, and shows it the picture to repaint. */
function between(nodes: Parts['nodes'], wires: string[], unet: string, entry: PictureEntry): void {
  const add = (id: string, type: string, params: NonNullable<Parts['nodes'][string][1]>) => {
    const wire = wires.findIndex((candidate) => candidate.endsWith(`> ${unet}.conditioning`));
    const from = wires[wire]!.split(' > ')[0]!;
    wires.splice(wire, 1, `${from} > ${id}.conditioning`, `${id}.conditioning > ${unet}.conditioning`);
    nodes[id] = [type, params];
  };
  if (entry.time_ids) {
    const [originalHeight, originalWidth, cropTop, cropLeft, targetHeight, targetWidth] = entry.time_ids as [
      ...[number, number, number, number, number, number],
    ];
    add(`${unet}Size`, 'SizeConditioning', {
      ...{ originalHeight, originalWidth, cropTop, cropLeft, targetHeight, targetWidth },
    });
  }
  if (entry.mask) {
    add(`${unet}Inpaint`, 'InpaintConditioning', {});
    wires.push(
      `checkpoint.vae > ${unet}Inpaint.vae`,
      `image.image > ${unet}Inpaint.image`,
      `mask.mask > ${unet}Inpaint.mask`,
    );
  }
}

/** Configurations hold settings of other classes too, which a scheduler refuses. */
function knownSettings({ scheduler, scheduler_config: config = {} }: PictureEntry): Record<string, never> {
  const known = findScheduler(scheduler)?.config.shape ?? {};
  return Object.fromEntries(
    Object.entries(config).filter(([key, value]) => Object.hasOwn(known, key) && value !== null),
  );
}

function plain({ shape, base64 }: ReferenceArray) {
  return { shape: [...shape], base64 };
}
