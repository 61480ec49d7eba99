import { type Edit, parseWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { expect, it } from 'vitest';
import { describeParams } from './describe-params.ts';
import { addToForm, canBePort, exposedAs, turnIntoField, turnIntoPort } from './param-edits.ts';

const file = {
  format: 'latentgraph',
  version: 1,
  graphs: {
    main: {
      nodes: {
        words: { type: 'Text', version: 1 },
        prompt: { type: 'TextEncode', version: 1 },
        negative: { type: 'TextEncode', version: 1 },
        noise: { type: 'Noise', version: 1 },
      },
      edges: [{ from: { node: 'words', port: 'value' }, to: { node: 'prompt', port: 'text' } }],
    },
  },
};

function parsed(): WorkflowDocument {
  const result = parseWorkflow(JSON.stringify(file), builtinRegistry);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.document;
}

function applied(document: WorkflowDocument, edit: Edit): WorkflowDocument {
  const result = edit(document);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.document;
}

it('turns a param into a port and back, taking its wire away', () => {
  const document = parsed();
  const { nodes, edges } = document.graphs.main;
  const port = applied(document, turnIntoPort('negative', nodes.negative!, 'text'));
  expect(port.graphs.main.nodes.negative!.ports).toEqual(['text']);
  const field = turnIntoField('negative', port.graphs.main.nodes.negative!, 'text', undefined);
  expect(applied(port, field)).toEqual(document);

  const unwired = applied(document, turnIntoField('prompt', nodes.prompt!, 'text', edges[0]));
  expect(unwired.graphs.main.edges).toEqual([]);
});

it('knows which params have a choice', () => {
  const { nodes } = parsed().graphs.main;
  const params = (id: string) => {
    const record = nodes[id]!;
    const described = describeParams(builtinRegistry.nodes.get(record.type)!);
    return described.filter((param) => canBePort(record, param)).map(({ name }) => name);
  };
  expect(params('noise')).toEqual(['width', 'height', 'batch']);
  expect(params('words')).toEqual([]);
});

it('adds params to the form under names of their own', () => {
  const document = ['prompt', 'negative'].reduce(
    (current, node) => applied(current, addToForm(current, node, { name: 'text', title: 'Text' })),
    parsed(),
  );
  expect(document.exposed).toEqual([
    { name: 'text', node: 'prompt', param: 'text' },
    { name: 'negative-text', node: 'negative', param: 'text', title: 'Text (Negative)' },
  ]);
  expect(exposedAs(document, 'negative', 'text')?.name).toBe('negative-text');
  expect(exposedAs(document, 'negative', 'clipSkip')).toBeUndefined();
});
