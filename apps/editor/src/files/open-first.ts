import type { Services } from '../app/services.ts';
import { fetchExamples, fetchWorkflow } from './examples.ts';

/** Opens what a newcomer sees first: the example that paints a picture from words. */
export async function openFirst({ editor }: Services): Promise<void> {
  const examples = await fetchExamples();
  const example = examples.find(({ id }) => id === 'text-to-image') ?? examples[0];
  if (example) editor.replace(await fetchWorkflow(example));
}
