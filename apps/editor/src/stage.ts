import type { AssetStore, Problem, RunEvent } from '@latentgraph/graph-core';
import { element, make } from './elements.ts';

/** Shows one run: how far it is, what it looks like so far, and how it ended. */
export class Stage {
  readonly #picture = element('picture', HTMLImageElement);
  readonly #caption = element('caption', HTMLElement);
  readonly #progress = element('progress', HTMLProgressElement);
  readonly #status = element('status', HTMLElement);
  readonly #problems = element('problems', HTMLUListElement);
  #shownUrl: string | undefined;

  begin(): void {
    this.#problems.replaceChildren();
    this.#problems.hidden = true;
    this.#progress.hidden = false;
    this.#progress.removeAttribute('value');
    this.#status.textContent = 'Starting';
  }

  /** A picture that is no result, such as that of an example. */
  showSample(url: string, caption: string): void {
    this.#show(url, false);
    this.#caption.textContent = caption;
    this.#status.textContent = '';
    this.#problems.hidden = true;
  }

  fail(problem: Problem): void {
    this.#progress.hidden = true;
    this.#status.textContent = 'Failed';
    this.#addProblem(problem);
  }

  async follow(events: AsyncIterable<RunEvent>, assets: AssetStore): Promise<void> {
    for await (const event of events) await this.#tell(event, assets);
    this.#progress.hidden = true;
  }

  async #tell(event: RunEvent, assets: AssetStore): Promise<void> {
    switch (event.type) {
      case 'modelLoading':
        this.#loading(event);
        return;
      case 'stepFinished':
        this.#progress.max = event.count;
        this.#progress.value = event.step;
        this.#status.textContent = `Step ${event.step} of ${event.count}, ${Math.round(event.elapsedMs)} ms`;
        return;
      case 'preview':
      case 'output':
        await this.#showAsset(event, assets);
        return;
      case 'warning':
        this.#addProblem(event.problem as Problem);
        return;
      case 'failed':
        for (const problem of event.problems) this.fail(problem as Problem);
        return;
      case 'cancelled':
        this.#status.textContent = 'Cancelled';
        return;
      case 'finished':
        this.#status.textContent = `Done in ${(event.elapsedMs / 1000).toFixed(1)} s`;
    }
  }

  #loading({ component, phase, loadedBytes, totalBytes }: RunEvent & { type: 'modelLoading' }): void {
    const name = component.replace('_', ' ');
    if (phase === 'ready') return;
    this.#status.textContent =
      phase === 'opening'
        ? `Opening the ${name}`
        : `Fetching the ${name}: ${megabytes(loadedBytes)} of ${megabytes(totalBytes ?? 0)} MB`;
    if (phase === 'fetching' && totalBytes !== null) {
      this.#progress.max = totalBytes;
      this.#progress.value = loadedBytes;
    } else this.#progress.removeAttribute('value');
  }

  async #showAsset(event: RunEvent & { type: 'preview' | 'output' }, assets: AssetStore): Promise<void> {
    const asset = await assets.get(event.asset);
    // A preview that is not kept any more was followed by another.
    if (!asset) return;
    const blob = new Blob([new Uint8Array(asset.bytes)], { type: asset.mediaType });
    this.#show(URL.createObjectURL(blob), event.type === 'preview');
    this.#caption.textContent =
      event.type === 'preview' ? 'So far' : `${event.widthPx} × ${event.heightPx} pixels`;
  }

  #show(url: string, passing: boolean): void {
    if (this.#shownUrl?.startsWith('blob:')) URL.revokeObjectURL(this.#shownUrl);
    this.#shownUrl = url;
    this.#picture.src = url;
    this.#picture.dataset.kind = passing ? 'preview' : 'output';
  }

  #addProblem({ severity, message, remedy }: Problem): void {
    this.#problems.hidden = false;
    const item = make('li', {}, make('strong', {}, message), ' ', remedy);
    item.dataset.severity = severity;
    this.#problems.append(item);
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
