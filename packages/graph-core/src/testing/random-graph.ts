import type { WorkflowDocument } from '../document/schema.ts';
import { type NodeSpec, toyDocument } from './toy-nodes.ts';

/** Values of one scope that may be wired: those of the scopes around it too. */
interface Scope {
  readonly numbers: string[];
  readonly depth: number;
  /** What ties a node to the innermost zone; null outside of zones. */
  readonly carried: string | null;
}

const MAX_DEPTH = 3;
const MAX_NODES = 40;

/**
 * A sound document of toy nodes: zones in zones, lists, wired params, lazy inputs, bypassed nodes, effects in and
 * out of zones. The picks decide everything, so that a test can draw and shrink them.
 *
 * @param picks whole numbers ≥ 0; used again from the first when they run out
 */
export function randomGraph(picks: readonly number[]): WorkflowDocument {
  const builder = new Builder(picks);
  const root: Scope = { numbers: [], depth: 0, carried: null };
  builder.addConstant(root);
  builder.fill(root);
  builder.addSave(root);
  return toyDocument(builder.nodes, builder.wires);
}

class Builder {
  readonly nodes: Record<string, NodeSpec> = {};
  readonly wires: string[] = [];
  readonly #picks: readonly number[];
  #at = 0;
  #count = 0;

  constructor(picks: readonly number[]) {
    this.#picks = picks;
  }

  fill(scope: Scope): void {
    for (let left = 1 + this.#below(7); left > 0 && this.#count < MAX_NODES; left--) {
      const add = this.#pick([
        this.addConstant,
        this.#addWhole,
        this.#addAdd,
        this.#addAdd,
        this.#addDouble,
        this.#addSum,
        this.#addChoose,
        this.#addGuide,
        this.#addAccumulate,
        this.#addLoop,
        this.#addLoop,
        this.addSave,
      ]);
      add.call(this, scope);
    }
  }

  addConstant(scope: Scope): void {
    scope.numbers.push(`${this.#node('Constant', { value: this.#below(4) })}.value`);
  }

  addSave(scope: Scope): void {
    this.#wire(this.#number(scope), `${this.#node('Save')}.value`);
  }

  #addWhole(scope: Scope): void {
    scope.numbers.push(`${this.#node('Whole', { value: this.#below(4) })}.value`);
  }

  #addAdd(scope: Scope): void {
    const add = this.#node('Add', { bonus: this.#below(3) }, this.#mode());
    this.#wire(this.#number(scope), `${add}.a`);
    if (this.#flip()) this.#wire(this.#number(scope), `${add}.b`);
    if (this.#below(4) === 0) this.#wire(`${this.#node('Whole', { value: 7 })}.value`, `${add}.bonus`);
    scope.numbers.push(`${add}.sum`);
  }

  #addDouble(scope: Scope): void {
    const double = this.#node('Double', {}, this.#mode());
    this.#wire(this.#number(scope), `${double}.a`);
    scope.numbers.push(`${double}.twice`);
  }

  #addSum(scope: Scope): void {
    const sum = this.#node('Sum');
    for (let left = 1 + this.#below(3); left > 0; left--) this.#wire(this.#number(scope), `${sum}.terms`);
    scope.numbers.push(`${sum}.sum`);
  }

  #addChoose(scope: Scope): void {
    const before = this.#node('Before', { limit: this.#below(4) });
    this.#wire(this.#number(scope), `${before}.index`);
    const choose = this.#node('Choose');
    this.#wire(`${before}.yes`, `${choose}.condition`);
    this.#wire(this.#number(scope), `${choose}.whenTrue`);
    this.#wire(this.#number(scope), `${choose}.whenFalse`);
    scope.numbers.push(`${choose}.value`);
  }

  #addGuide(scope: Scope): void {
    const guide = this.#node('Guide', { scale: 1 + this.#below(2), until: this.#pick([0, 0.5, 1]) });
    this.#wire(this.#number(scope), `${guide}.main`);
    this.#wire(this.#number(scope), `${guide}.other`);
    if (this.#flip()) this.#wire(this.#number(scope), `${guide}.scale`);
    scope.numbers.push(`${guide}.result`);
  }

  #addAccumulate(scope: Scope): void {
    const accumulate = this.#node('Accumulate');
    this.#wire(this.#number(scope), `${accumulate}.a`);
    scope.numbers.push(`${accumulate}.total`);
  }

  /** Both ends are tied to the scope that the loop stands in, so that zones nest and never overlap. */
  #addLoop(scope: Scope): void {
    if (scope.depth >= MAX_DEPTH) return;
    const zone = `zone-${this.#count}`;
    const start = this.#node('LoopStart', { zone, count: this.#below(4) });
    const end = this.#node('LoopEnd', { zone });
    this.#wire(this.#tied(scope), `${start}.value`);
    if (this.#flip()) this.#wire(this.#number(scope), `${start}.extra`);
    const body: Scope = {
      numbers: [...scope.numbers, `${start}.index`, `${start}.value`, `${start}.extra`],
      depth: scope.depth + 1,
      carried: `${start}.value`,
    };
    this.fill(body);
    this.#wire(this.#tied(body), `${end}.value`);
    if (this.#flip()) this.#wire(this.#number(body), `${end}.extra`);
    scope.numbers.push(`${end}.value`, `${end}.extra`);
  }

  /** Some number of the scope that surely depends on the start of its zone. */
  #tied(scope: Scope): string {
    if (scope.carried === null) return this.#number(scope);
    const add = this.#node('Add');
    this.#wire(scope.carried, `${add}.a`);
    this.#wire(this.#number(scope), `${add}.b`);
    return `${add}.sum`;
  }

  #mode(): { mode?: 'bypass' } {
    return this.#below(6) === 0 ? { mode: 'bypass' } : {};
  }

  #node(type: string, params: Record<string, unknown> = {}, extra: { mode?: 'bypass' } = {}): string {
    const id = `${type.toLowerCase()}-${this.#count++}`;
    this.nodes[id] = [type, params as never, extra];
    return id;
  }

  #wire(from: string, to: string): void {
    this.wires.push(`${from} > ${to}`);
  }

  #number({ numbers }: Scope): string {
    return this.#pick(numbers);
  }

  #flip(): boolean {
    return this.#below(2) === 0;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#below(items.length)]!;
  }

  #below(limit: number): number {
    return (this.#picks[this.#at++ % this.#picks.length] ?? 0) % limit;
  }
}
