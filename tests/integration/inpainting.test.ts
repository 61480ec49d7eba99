import type { Edge, WorkflowDocument } from '@latentgraph/graph-core';
import { expect, test } from 'vitest';
import { registryWithCapture } from '../support/capture-latent.ts';
import { readExample } from '../support/examples.ts';
import { readRgb } from '../support/pictures.ts';
import { useRuntime } from '../support/use-runtime.ts';

const captured = new Map<string, Float32Array>();
const runtime = useRuntime({}, { registry: registryWithCapture(captured) });

/** The inpainting example, with the original's latent and the final one captured. */
function inpainting(): WorkflowDocument {
  const document = readExample('inpainting');
  const { nodes, edges } = document.graphs.main;
  const capture = { type: 'CaptureLatent', version: 1, params: {}, position: { x: 0, y: 0 } };
  const wire = (from: string, to: string): Edge => ({
    from: { node: from, port: 'latent' },
    to: { node: to, port: 'latent' },
  });
  return {
    ...document,
    graphs: {
      main: {
        nodes: { ...nodes, original: capture, final: capture },
        edges: [...edges, wire('encode', 'original'), wire('end', 'final')],
      },
    },
  };
}

const schedulers = ['ddim', 'euler', 'dpm-multistep', 'heun', 'euler-ancestral'];

test.each(schedulers)('outside the mask the final latent is the original one (%s)', async (scheduler) => {
  const document = inpainting();
  const { problems } = await runtime.run({
    document,
    overrides: { 'schedule.scheduler': scheduler },
  });
  expect(problems).toEqual([]);
  const [original, final] = [captured.get('original')!, captured.get('final')!];
  const asset = document.graphs.main.nodes.paint!.params.asset as string;
  const mask = await readRgb((await runtime.assets.get(asset))!.bytes);
  let kept = 0;
  let painted = 0;
  for (let i = 0; i < final.length; i++) {
    const [row, column] = [Math.floor((i % 256) / 16), i % 16];
    const isPainted = mask.data[(row * 8 * mask.widthPx + column * 8) * 3]! > 127;
    const difference = Math.abs(final[i]! - original[i]!);
    if (isPainted) painted = Math.max(painted, difference);
    else kept = Math.max(kept, difference);
  }
  expect(kept).toBeLessThan(1e-5);
  expect(painted).toBeGreaterThan(0.1);
});
