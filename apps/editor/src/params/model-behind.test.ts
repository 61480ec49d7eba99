import { parseWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, it } from 'vitest';
import { modelBehind } from './model-behind.ts';

function documentOf(
  nodes: Readonly<Record<string, string>>,
  wires: readonly (readonly [string, string])[],
): WorkflowDocument {
  const end = (text: string) => {
    const [node, port] = text.split('.');
    return { node, port };
  };
  const result = parseWorkflow(
    JSON.stringify({
      format: 'latentgraph',
      version: 1,
      graphs: {
        main: {
          nodes: Object.fromEntries(
            Object.entries(nodes).map(([id, type]) => {
              const params = type === 'Checkpoint' ? { model: `${id}-model` } : {};
              return [id, { type, version: 1, params }];
            }),
          ),
          edges: wires.map(([from, to]) => ({ from: end(from), to: end(to) })),
        },
      },
    }),
    builtinRegistry,
  );
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.document;
}

it('goes up the wires of the text encoder, through bends', () => {
  const document = documentOf({ one: 'Checkpoint', bend: 'Reroute', prompt: 'TextEncode' }, [
    ['one.textEncoder', 'bend.value'],
    ['bend.value', 'prompt.textEncoder'],
  ]);
  expect(modelBehind(document, 'prompt')).toBe('one-model');
});

it('of a text, is that of the node which it feeds', () => {
  const document = documentOf({ one: 'Checkpoint', words: 'Text', prompt: 'TextEncode' }, [
    ['one.textEncoder', 'prompt.textEncoder'],
    ['words.value', 'prompt.text'],
  ]);
  expect(modelBehind(document, 'words')).toBe('one-model');
});

it('is unknown where no wire leads to a model, and on a cycle', () => {
  const document = documentOf({ one: 'Checkpoint', bend: 'Reroute', prompt: 'TextEncode', other: 'Text' }, [
    ['bend.value', 'bend.value'],
    ['bend.value', 'prompt.textEncoder'],
  ]);
  expect(modelBehind(document, 'prompt')).toBeUndefined();
  expect(modelBehind(document, 'other')).toBeUndefined();
});
