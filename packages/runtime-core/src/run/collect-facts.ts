import type { FactLookup, ModelFacts } from '@latentgraph/graph-core';
import type { ModelPart } from '@latentgraph/nodes';

/** A model as a workflow names it. */
export interface ModelRequest {
  readonly name: string;
  readonly variant: string;
  /** All that the workflow takes of it; everything where it is absent. */
  readonly part?: ModelPart;
}

/**
 * A lookup for planning, which cannot wait, over a store that has to be waited for: it answers what it has and
 * remembers what else was asked. Plan, `fetchAsked`, and plan again if that fetched anything.
 */
export class FactCollector implements FactLookup {
  readonly #fetch: (request: ModelRequest) => Promise<ModelFacts>;
  readonly #facts = new Map<string, ModelFacts>();
  readonly #asked = new Map<string, ModelRequest>();

  constructor(fetch: (request: ModelRequest) => Promise<ModelFacts>) {
    this.#fetch = fetch;
  }

  model(name: string, variant = '', part?: ModelPart): ModelFacts {
    const key = JSON.stringify([name, variant, part]);
    this.#asked.set(key, { name, variant, ...(part && { part }) });
    return this.#facts.get(key) ?? { known: false };
  }

  /** Every model that planning asked about, sorted, so that it does not depend on the order of nodes. */
  get asked(): readonly ModelRequest[] {
    return [...this.#asked].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, request]) => request);
  }

  /** @returns whether there was anything to fetch */
  async fetchAsked(): Promise<boolean> {
    const missing = [...this.#asked].filter(([key]) => !this.#facts.has(key));
    for (const [key, request] of missing) this.#facts.set(key, await this.#fetch(request));
    return missing.length > 0;
  }
}
