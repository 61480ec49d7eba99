import type { Values } from '../definition/node-definition.ts';
import type { ValueMemory } from './memory.ts';

/**
 * The outputs of the nodes that have run and are still to be read, by position in the plan. Behind the nodes every
 * scope has a slot for what its zone carries from step to step.
 */
export class ValueStore {
  readonly #outputs: (Values | undefined)[];
  readonly #memory: ValueMemory;

  constructor(slotCount: number, memory: ValueMemory) {
    this.#outputs = new Array(slotCount);
    this.#memory = memory;
  }

  get(slot: number): Values | undefined {
    return this.#outputs[slot];
  }

  put(slot: number, outputs: Values): void {
    for (const value of Object.values(outputs)) this.#memory.retain(value);
    this.free(slot);
    this.#outputs[slot] = outputs;
  }

  free(slot: number): void {
    const outputs = this.#outputs[slot];
    if (!outputs) return;
    this.#outputs[slot] = undefined;
    for (const value of Object.values(outputs)) this.#memory.release(value);
  }
}
