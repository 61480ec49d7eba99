import type { NodeRecord, WorkflowDocument } from '@latentgraph/graph-core';
import { buildWorkflow } from './workflow-builder.ts';

export interface TextToImageOptions {
  readonly text: string;
  readonly negative?: string;
  readonly scheduler: string;
  readonly steps: number;
  readonly scale: number;
  readonly seed: number;
  readonly model?: string;
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly batch?: number;
  readonly strength?: number;
  readonly options?: NodeRecord['params'][string];
}

export type NodeSpecs = Record<string, readonly [type: string, params?: NodeRecord['params']]>;

/** Nodes and wires of text to image without the wires at the ends of the loop, for others to build on. */
export function textToImageParts(options: TextToImageOptions): { nodes: NodeSpecs; wires: string[] } {
  const { scheduler, steps, strength = 1, widthPx = 128, heightPx = 128, batch = 1, seed } = options;
  const nodes: NodeSpecs = {
    checkpoint: ['Checkpoint', { model: options.model ?? 'tiny' }],
    prompt: ['TextEncode', { text: options.text }],
    negative: ['TextEncode', { text: options.negative ?? '' }],
    noise: ['Noise', { width: widthPx, height: heightPx, batch, seed }],
    schedule: ['Schedule', { scheduler, steps, strength, options: options.options ?? {} }],
    start: ['DenoiseStart'],
    conditional: ['UNet'],
    unconditional: ['UNet'],
    guidance: ['Guidance', { scale: options.scale }],
    step: ['SchedulerStep'],
    end: ['DenoiseEnd'],
    decode: ['VAEDecode'],
    save: ['SaveImage'],
  };
  const wires = [
    'checkpoint.textEncoder > prompt.textEncoder',
    'checkpoint.textEncoder > negative.textEncoder',
    'checkpoint.schedulerConfig > schedule.schedulerConfig',
    'checkpoint.unet > noise.unet',
    'schedule.schedule > start.schedule',
    ...['conditional', 'unconditional'].flatMap((unet) => [
      `checkpoint.unet > ${unet}.unet`,
      `start.latent > ${unet}.latent`,
      `start.step > ${unet}.step`,
    ]),
    'prompt.conditioning > conditional.conditioning',
    'negative.conditioning > unconditional.conditioning',
    'conditional.prediction > guidance.conditional',
    'unconditional.prediction > guidance.unconditional',
    'start.step > step.step',
    'start.latent > step.latent',
    'noise.seed > step.seed',
    'guidance.prediction > step.prediction',
    'end.latent > decode.latent',
    'checkpoint.vae > decode.vae',
    'decode.image > save.image',
  ];
  return { nodes, wires };
}

/** Prompt to picture, with the loop as the examples draw it. */
export function textToImageWorkflow(options: TextToImageOptions): WorkflowDocument {
  const { nodes, wires } = textToImageParts(options);
  return buildWorkflow(nodes, [...wires, 'noise.latent > start.latent', 'step.latent > end.latent']);
}
