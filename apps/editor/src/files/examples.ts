import { parseWorkflow, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { z } from 'zod';

const examplesSchema = z.object({
  examples: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string().default(''),
      workflow: z.string(),
      /** Absent where the models do not come along that it would be painted with. */
      picture: z.string().optional(),
    }),
  ),
});

export type Example = z.infer<typeof examplesSchema>['examples'][number];

export async function fetchExamples(): Promise<readonly Example[]> {
  const response = await fetch('examples.json');
  return examplesSchema.parse(await response.json()).examples;
}

/** @throws Error with what is wrong with the file */
export async function fetchWorkflow({ workflow }: Example): Promise<WorkflowDocument> {
  const result = parseWorkflow(await (await fetch(workflow)).text(), builtinRegistry);
  if (result.ok) return result.document;
  throw new Error(result.problems.map(({ message }) => message).join(' '));
}
