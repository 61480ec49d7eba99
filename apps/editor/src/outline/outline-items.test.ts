import { readFileSync } from 'node:fs';
import {
  disconnect,
  type Edit,
  parseWorkflow,
  setParam,
  setTitle,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import { createOutliner, type OutlineItem, outlineItems } from './outline-items.ts';

const lines = (items: readonly OutlineItem[], depth = 0): string[] =>
  items.flatMap((item) => [
    `${'  '.repeat(depth)}${item.text}`,
    ...(item.kind === 'wire' ? [] : lines(item.items, depth + 1)),
  ]);

function example(name: string) {
  const parsed = parseWorkflow(readFileSync(`examples/${name}.json`, 'utf8'), builtinRegistry);
  if (!parsed.ok) throw new Error('The example does not load.');
  return parsed.document;
}

test('nodes stand in working order, those of a loop below it, with their wires in words', () => {
  expect(lines(outlineItems(example('text-to-image')))).toMatchInlineSnapshot(`
    [
      "Checkpoint",
      "  VAE → VAE Decode, VAE",
      "  text encoder → Negative prompt, text encoder",
      "  UNet → Noise, UNet",
      "  text encoder → Prompt, text encoder",
      "  scheduler config → Schedule, scheduler config",
      "  UNet → UNet with the negative prompt, UNet",
      "  UNet → UNet with the prompt, UNet",
      "Negative prompt",
      "  conditioning → UNet with the negative prompt, conditioning",
      "Noise",
      "  latent → Denoise Start, latent",
      "  seed → Scheduler Step, seed",
      "Prompt",
      "  conditioning → UNet with the prompt, conditioning",
      "Schedule",
      "  schedule → Denoise Start, schedule",
      "Loop denoise",
      "  Denoise Start",
      "    latent → Scheduler Step, latent",
      "    step → Scheduler Step, step",
      "    latent → UNet with the negative prompt, latent",
      "    step → UNet with the negative prompt, step",
      "    latent → UNet with the prompt, latent",
      "    step → UNet with the prompt, step",
      "  UNet with the negative prompt",
      "    prediction → Guidance, unconditional",
      "  UNet with the prompt",
      "    prediction → Guidance, conditional",
      "  Guidance",
      "    prediction → Scheduler Step, prediction",
      "  Scheduler Step",
      "    latent → Denoise End, latent",
      "    denoised → Denoise End, preview",
      "  Denoise End",
      "    latent → VAE Decode, latent",
      "VAE Decode",
      "  image → Save Image, image",
      "Save Image",
    ]
  `);
});

test('every node and every wire of each example is there once', () => {
  for (const name of ['larger-picture', 'scheduler-comparison', 'inpainting']) {
    const document = example(name);
    const { nodes, edges } = document.graphs.main;
    const all = flat(outlineItems(document));
    expect(
      all
        .filter(({ kind }) => kind === 'node')
        .map(({ key }) => key)
        .sort(),
    ).toEqual(Object.keys(nodes).sort());
    expect(all.filter(({ kind }) => kind === 'wire')).toHaveLength(edges.length);
  }
});

test('nodes on a circle are listed, too', () => {
  const document = example('text-to-image');
  const { main } = document.graphs;
  const back = { from: { node: 'decode', port: 'image' }, to: { node: 'prompt', port: 'text' } };
  const circular = { ...document, graphs: { main: { ...main, edges: [...main.edges, back] } } };
  const listed = flat(outlineItems(circular)).filter(({ kind }) => kind === 'node');
  expect(listed).toHaveLength(Object.keys(main.nodes).length);
});

test('the outline stays the same one while only values change, and follows all that it shows', () => {
  const outline = createOutliner();
  let document = example('text-to-image');
  const first = outline(document);
  document = after(setParam('prompt', 'text', 'a house'), document);
  expect(outline(document)).toBe(first);

  const edits: readonly Edit[] = [
    setTitle('prompt', 'Words'),
    disconnect([document.graphs.main.edges[0]!]),
    setParam('start', 'zone', 'other'),
    setParam('noise', 'width', 3),
  ];
  for (const edit of edits) {
    const before = outline(document);
    document = after(edit, document);
    expect(outline(document)).not.toBe(before);
    expect(outline(document)).toEqual(outlineItems(document));
  }
});

function after(edit: Edit, document: WorkflowDocument): WorkflowDocument {
  const outcome = edit(document);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.document;
}

function flat(items: readonly OutlineItem[]): OutlineItem[] {
  return items.flatMap((item) => [item, ...(item.kind === 'wire' ? [] : flat(item.items))]);
}
