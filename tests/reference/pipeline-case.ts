import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AssetStore, WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry, findSchedulerByClass } from '@latentgraph/nodes';
import { type NodeSpecs, textToImageParts } from '../support/text-to-image.ts';
import { buildWorkflow } from '../support/workflow-builder.ts';

/** One run of diffusers' pipelines on the tiny model; fixtures/reference/README.md says what the fields hold. */
export interface PipelineCase {
  readonly id: string;
  readonly kind: 'text-to-image' | 'image-to-image' | 'inpainting';
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly batch: number;
  readonly steps: number;
  readonly guidanceScale: number;
  readonly schedulerClass: string;
  readonly schedulerConfig: Readonly<Record<string, never>>;
  readonly strength?: number;
  readonly image?: string;
  readonly mask?: string;
  readonly pictures: readonly string[];
}

export const casesFile = process.env.PIPELINE_VECTORS ?? 'fixtures/reference/pipeline/cases.json';
export const modelFolder = process.env.PIPELINE_MODEL ?? 'fixtures/models/tiny-1';

export function readCases(): readonly PipelineCase[] {
  return (JSON.parse(readFileSync(casesFile, 'utf8')) as { cases: PipelineCase[] }).cases;
}

export function caseFile(name: string): string {
  return join(dirname(casesFile), name);
}

const nodesOfKind = {
  'text-to-image': [],
  'image-to-image': ['LoadImage', 'VAEEncode', 'AddNoise'],
  inpainting: ['LoadImage', 'LoadMask', 'VAEEncode', 'AddNoise', 'Mask'],
} as const;

/** What a case needs and Latentgraph does not have: a scheduler or a node type. */
export function missingFor(entry: PipelineCase): readonly string[] {
  const nodes = nodesOfKind[entry.kind].filter((type) => !builtinRegistry.nodes.has(type));
  return findSchedulerByClass(entry.schedulerClass) ? nodes : [entry.schedulerClass, ...nodes];
}

/** The case as a user would wire it. */
export async function workflowOf(entry: PipelineCase, assets: AssetStore): Promise<WorkflowDocument> {
  const { nodes, wires } = textToImage(entry);
  if (entry.kind === 'text-to-image')
    return buildWorkflow(nodes, [...wires, 'noise.latent > start.latent', 'step.latent > end.latent']);
  const asset = await assets.put(readFileSync(caseFile(entry.image!)), 'image/png');
  Object.assign(nodes, { image: ['LoadImage', { asset }], encode: ['VAEEncode', { mode: 'mean' }] });
  wires.push('checkpoint.vae > encode.vae', 'image.image > encode.image');
  if (entry.kind === 'image-to-image') wires.push('step.latent > end.latent');
  else await paintMaskOnly(entry, nodes, wires, assets);
  // Inpainting at full strength starts from noise, everything else from the noised picture.
  if (entry.kind === 'inpainting' && entry.strength === 1)
    return buildWorkflow(nodes, [...wires, 'noise.latent > start.latent']);
  Object.assign(nodes, { addNoise: ['AddNoise'] });
  return buildWorkflow(nodes, [
    ...wires,
    'schedule.schedule > addNoise.schedule',
    'encode.latent > addNoise.latent',
    'noise.latent > addNoise.noise',
    'addNoise.latent > start.latent',
  ]);
}

async function paintMaskOnly(
  entry: PipelineCase,
  nodes: NodeSpecs,
  wires: string[],
  assets: AssetStore,
): Promise<void> {
  const asset = await assets.put(readFileSync(caseFile(entry.mask!)), 'image/png');
  Object.assign(nodes, { loadMask: ['LoadMask', { asset }], mask: ['Mask'] });
  wires.push(
    'start.step > mask.step',
    'step.latent > mask.latent',
    'encode.latent > mask.original',
    'noise.latent > mask.noise',
    'loadMask.mask > mask.mask',
    'mask.latent > end.latent',
  );
}

function textToImage(entry: PipelineCase): { nodes: NodeSpecs; wires: string[] } {
  return textToImageParts({
    model: 'reference',
    text: entry.prompt,
    negative: entry.negativePrompt,
    scheduler: findSchedulerByClass(entry.schedulerClass)!.name,
    options: entry.schedulerConfig,
    steps: entry.steps,
    strength: entry.strength ?? 1,
    scale: entry.guidanceScale,
    seed: entry.seed,
    widthPx: entry.width,
    heightPx: entry.height,
    batch: entry.batch,
  });
}
