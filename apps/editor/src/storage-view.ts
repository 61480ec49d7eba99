import type { WebRuntime } from '@latentgraph/runtime-web';
import { element, make } from './elements.ts';

/** Lists what the browser keeps of the site's models, each with a button that deletes it. */
export async function showStorage(runtime: WebRuntime): Promise<void> {
  const models = await runtime.models.list();
  const rows = models.map(({ name, sizeBytes, storedBytes }) => {
    const button = make('button', { type: 'button', disabled: storedBytes === 0 }, 'Delete');
    button.onclick = async () => {
      await runtime.models.remove(name);
      await showStorage(runtime);
    };
    return make('li', {}, `${name}: ${megabytes(storedBytes)} of ${megabytes(sizeBytes)} MB`, button);
  });
  element('models', HTMLUListElement).replaceChildren(...rows);
  const { usedBytes, quotaBytes } = await runtime.storage();
  const quota = quotaBytes === null ? '' : ` of ${megabytes(quotaBytes)}`;
  element('quota', HTMLElement).textContent = `This site uses ${megabytes(usedBytes)}${quota} MB.`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
