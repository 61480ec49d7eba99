import type { Values } from '../definition/node-definition.ts';
import type { ValueMemory } from './memory.ts';

/** The outputs of the nodes that have run and are still to be read. */
export class ValueStore {
  readonly #outputs: (Values | undefined)[];
  readonly #memory: ValueMemory;

  constructor(nodeCount: number, memory: ValueMemory) {
    this.#outputs = new Array(nodeCount);
    this.#memory = memory;
  }

  get(node: number): Values | undefined {
    return this.#outputs[node];
  }

  put(node: number, outputs: Values): void {
    for (const value of Object.values(outputs)) this.#memory.retain(value);
    this.free(node);
    this.#outputs[node] = outputs;
  }

  free(node: number): void {
    const outputs = this.#outputs[node];
    if (!outputs) return;
    this.#outputs[node] = undefined;
    for (const value of Object.values(outputs)) this.#memory.release(value);
  }
}
