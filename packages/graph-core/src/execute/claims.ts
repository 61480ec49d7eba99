import type { Plan } from '../plan/plan.ts';

/**
 * Who has still to read which value of one scope. Every reader in the plan has a claim until it has run or it is sure
 * that it never will: its result came from the cache, or nobody who could have asked for it is left.
 */
export class Claims {
  readonly #plan: Plan;
  /** Claims left; absent while all are. */
  readonly #left = new Map<number, number>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  isRead(node: number): boolean {
    return (this.#left.get(node) ?? this.#plan.readers[node]) === 0;
  }

  /**
   * Gives up the claims of a node that has done its reading, and those of nodes that were only there for it.
   *
   * @param isWanted whether a node runs or has run: then it gives up its claims by itself
   * @returns the nodes whose values nobody will read any more
   */
  giveUp(node: number, isWanted: (node: number) => boolean): readonly number[] {
    const read: number[] = [];
    const stack = [node];
    while (stack.length > 0) {
      for (const source of this.#plan.reads[stack.pop()!]!) {
        const left = (this.#left.get(source) ?? this.#plan.readers[source]!) - 1;
        this.#left.set(source, left);
        if (left > 0) continue;
        read.push(source);
        if (!isWanted(source)) stack.push(source);
      }
    }
    return read;
  }

  clear(): void {
    this.#left.clear();
  }
}
