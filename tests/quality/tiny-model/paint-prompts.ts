import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serializeWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { latentgraph, temporaryFolder } from '../../cli/cli.ts';
import { type RgbPicture, readRgb } from '../../support/pictures.ts';
import { type NodeSpecs, textToImageParts } from '../../support/text-to-image.ts';
import { buildWorkflow } from '../../support/workflow-builder.ts';
import type { ScorePrompt } from './prompts.ts';

/** The settings of the score. */
const SETTINGS = { scheduler: 'ddim', steps: 25, scale: 5 };
/** Prompts of one workflow: enough that starting the command line does not count, few enough to fit into memory. */
const AT_ONCE = 30;

/** Paints prompts with the embedded model, through the command line. */
export async function paintPrompts(prompts: readonly ScorePrompt[]): Promise<RgbPicture[]> {
  const pictures: RgbPicture[] = [];
  for (let start = 0; start < prompts.length; start += AT_ONCE) {
    pictures.push(...(await paintTogether(prompts.slice(start, start + AT_ONCE))));
  }
  return pictures;
}

async function paintTogether(prompts: readonly ScorePrompt[]): Promise<RgbPicture[]> {
  const folder = temporaryFolder();
  const file = join(folder, 'score.json');
  await writeFile(file, serializeWorkflow(workflowOf(prompts)));
  const { code, stderr } = await latentgraph(['run', file, '--out', folder, '--device', 'cpu']);
  if (code !== 0) throw new Error(stderr);
  const files = prompts.map(({ seed }) => join(folder, `${prefixOf(seed)}-0001.png`));
  const missing = files.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Error(`Not painted: ${missing.join(', ')}`);
  return Promise.all(files.map((path) => readRgb(path)));
}

/** One checkpoint, and a loop of its own for every prompt. */
function workflowOf(prompts: readonly ScorePrompt[]): WorkflowDocument {
  const nodes: NodeSpecs = {};
  const wires: string[] = [];
  for (const { text, seed } of prompts) {
    const parts = textToImageParts({ ...SETTINGS, text, seed });
    const own = (id: string) => (id === 'checkpoint' ? id : `${id}-${seed}`);
    const zone = `zone-${seed}`;
    const { start, end, save, ...others } = parts.nodes;
    for (const [id, node] of Object.entries(others)) nodes[own(id)] = node;
    nodes[own('start')] = ['DenoiseStart', { ...start![1], zone }];
    nodes[own('end')] = ['DenoiseEnd', { ...end![1], zone }];
    nodes[own('save')] = ['SaveImage', { ...save![1], prefix: prefixOf(seed) }];
    for (const wire of [...parts.wires, 'noise.latent > start.latent', 'step.latent > end.latent']) {
      wires.push(wire.replace(/([\w]+)\.(\w+)/g, (_, id: string, port: string) => `${own(id)}.${port}`));
    }
  }
  return buildWorkflow(nodes, wires);
}

function prefixOf(seed: number): string {
  return `prompt-${seed}`;
}
