import type { StepPosition, Values } from '../definition/node-definition.ts';
import type { PlanNode } from '../plan/plan-node.ts';
import type { Scope, Unit } from '../plan/scopes.ts';
import { guard } from './failure.ts';
import { contextOf, inputValue, type NodeContext, runTogether } from './run-node.ts';
import type { RunState } from './run-state.ts';

/** What one scope needs of the run around it. */
export interface ScopeHost {
  readonly run: RunState;
  checkpoint(): Promise<void>;
  /** Runs a whole zone and leaves its results at its end node. */
  runZone(scope: number, parent: ScopeRun): Promise<void>;
}

/**
 * Runs the units of one scope on demand. Wanting a node marks all that it needs; lazy inputs are marked when the
 * node's `demand` asks for them, which may be late, after values that the decision needs are there. The cursor then
 * goes back to the first unit with work. No step recurses on the size of the document.
 */
export class ScopeRun {
  readonly #host: ScopeHost;
  readonly #scope: Scope;
  readonly #parent: ScopeRun | null;
  readonly #wanted = new Set<number>();
  readonly #done = new Set<number>();
  /** Wanted nodes whose lazy inputs are not decided yet. */
  readonly #undecided = new Set<number>();
  readonly #unread = new Map<number, number>();
  readonly #states = new Map<number, unknown>();
  readonly #elapsedMs = new Map<number, number>();
  #cursor = 0;
  #step: StepPosition | null = null;

  constructor(host: ScopeHost, scope: Scope, parent: ScopeRun | null) {
    this.#host = host;
    this.#scope = scope;
    this.#parent = parent;
  }

  /** Wants what this scope is for, and runs what that needs from the scopes around it. */
  async prepare(step: StepPosition | null): Promise<void> {
    this.#step = step;
    this.#cursor = this.#scope.units.length;
    await this.#want(this.#scope.roots);
  }

  /** Runs all that is wanted. */
  async complete(): Promise<void> {
    await this.#advance(this.#scope.units.length);
  }

  endStep(): void {
    for (const node of this.#scope.nodes) this.#host.run.values.free(node);
    this.#wanted.clear();
    this.#done.clear();
    this.#undecided.clear();
    this.#unread.clear();
  }

  /** Drops values and states, and reports how long each node of a zone took over all steps. */
  finish(): void {
    this.endStep();
    for (const state of this.#states.values()) disposeState(state);
    this.#states.clear();
    if (!this.#scope.zone) return;
    for (const [node, elapsedMs] of this.#elapsedMs) this.#emitFinished(node, elapsedMs);
  }

  /** What a value outside is needed for inside: runs it there, ahead of the unit that is running. */
  async #require(nodes: readonly number[], before: number): Promise<void> {
    await this.#want(nodes);
    await this.#advance(before);
  }

  async #want(nodes: readonly number[]): Promise<void> {
    let next = nodes;
    while (next.length > 0) {
      const outside = this.#mark(next);
      if (outside.length > 0) await this.#parent!.#require(outside, this.#parent!.#unitOfZone(this.#scope));
      next = this.#decideReady();
    }
  }

  #unitOfZone(inner: Scope): number {
    return this.#scope.unitOf.get(inner.zone!.end)!;
  }

  /** Marks nodes and all that they surely need as wanted; returns what lies outside this scope. */
  #mark(nodes: readonly number[]): number[] {
    const outside: number[] = [];
    const stack = [...nodes];
    while (stack.length > 0) {
      const node = stack.pop()!;
      if (node === this.#scope.zone?.start || this.#wanted.has(node)) continue;
      const unit = this.#scope.unitOf.get(node);
      if (unit === undefined) {
        outside.push(node);
        continue;
      }
      this.#wanted.add(node);
      if (this.#takeFromCache(node)) continue;
      this.#cursor = Math.min(this.#cursor, unit);
      for (const source of this.#sureNeeds(node)) stack.push(source);
    }
    return outside;
  }

  /** Sources of a node's eager inputs; with lazy inputs it becomes undecided. A zone's end needs what its start needs. */
  #sureNeeds(node: number): number[] {
    const { plan } = this.#host.run;
    const inner = this.#zoneEndingAt(node);
    const { inputs, definition } = plan.nodes[inner?.zone?.start ?? node]!;
    const lazy = definition.demand !== undefined && inputs.some((input) => input.lazy);
    if (lazy) this.#undecided.add(node);
    const sure = lazy ? inputs.filter((input) => !input.lazy) : inputs;
    return sure.flatMap((input) => input.sources.map((source) => source.node));
  }

  #zoneEndingAt(node: number): Scope | undefined {
    const unit = this.#scope.units[this.#scope.unitOf.get(node)!]!;
    return unit.kind === 'zone' ? this.#host.run.plan.scopes[unit.scope] : undefined;
  }

  /** Decides lazy inputs wherever the values that the decision needs are there; returns what is wanted now. */
  #decideReady(): number[] {
    const wanted: number[] = [];
    for (const index of this.#undecided) {
      const node = this.#host.run.plan.nodes[index]!;
      const needs = node.inputs.filter((input) => isNeeded(node, input.port, input.param));
      const values: Record<string, unknown> = {};
      for (const input of needs) values[input.port] = inputValue(this.#host.run, input);
      if (Object.values(values).some((value) => value === undefined)) continue;
      this.#undecided.delete(index);
      const wired = needs.filter((input) => input.param).map(({ port }) => [port, values[port]] as const);
      const params: Values = { ...node.params, ...Object.fromEntries(wired) };
      const asked = new Set(node.definition.demand!({ params, step: this.#step, values }));
      for (const input of node.inputs) {
        if (input.lazy && asked.has(input.port)) wanted.push(...input.sources.map((source) => source.node));
      }
    }
    return wanted;
  }

  async #advance(limit: number): Promise<void> {
    while (this.#cursor < limit) {
      const unit = this.#scope.units[this.#cursor]!;
      const pending = this.#pending(unit);
      if (pending.length === 0) {
        this.#cursor++;
        continue;
      }
      const at = this.#cursor;
      if (pending.some((node) => this.#undecided.has(node))) {
        await this.#want(this.#decideReady());
        if (this.#cursor < at) continue;
      }
      await this.#host.checkpoint();
      if (unit.kind === 'zone') await this.#runZone(unit.scope, pending[0]!);
      else await this.#runNodes(pending);
      this.#cursor = at + 1;
    }
  }

  #pending(unit: Unit): number[] {
    const nodes = unit.kind === 'zone' ? [this.#host.run.plan.scopes[unit.scope]!.zone!.end] : unit.nodes;
    return nodes.filter((node) => this.#wanted.has(node) && !this.#done.has(node));
  }

  async #runZone(scope: number, end: number): Promise<void> {
    await this.#host.runZone(scope, this);
    this.#keep(end);
    this.#markDone(end);
  }

  async #runNodes(indices: readonly number[]): Promise<void> {
    const { run } = this.#host;
    const nodes = indices.map((index) => run.plan.nodes[index]!);
    for (const node of nodes) this.#emitStarted(node);
    const startedAt = run.now();
    const contexts: NodeContext[] = [];
    for (const node of nodes)
      contexts.push(await guard(node, () => contextOf(run, node, this.#step, this.#stateOf(node))));
    const outputs = await guard(nodes[0]!, () => runTogether(nodes[0]!.definition, contexts));
    const elapsedMs = (run.now() - startedAt) / nodes.length;
    nodes.forEach((node, position) => {
      run.values.put(node.index, outputs[position]!);
      this.#keep(node.index);
    });
    run.memory.settle();
    for (const node of nodes) {
      this.#markDone(node.index);
      if (this.#scope.zone) this.#elapsedMs.set(node.index, this.#elapsedMs.get(node.index)! + elapsedMs);
      else this.#emitFinished(node.index, elapsedMs);
    }
  }

  #stateOf(node: PlanNode): unknown {
    if (!node.definition.state) return undefined;
    if (!this.#states.has(node.index)) {
      this.#states.set(node.index, node.definition.state(contextOf(this.#host.run, node, this.#step)));
    }
    return this.#states.get(node.index);
  }

  /** Counts down the readers of what a node has read; values that nobody reads any more are freed. */
  #markDone(node: number): void {
    this.#done.add(node);
    for (const read of this.#scope.reads.get(node) ?? []) {
      const left = (this.#unread.get(read) ?? this.#scope.readers.get(read)!) - 1;
      this.#unread.set(read, left);
      if (left === 0) this.#freeUnlessHeld(read);
    }
    if (!this.#scope.readers.has(node)) this.#freeUnlessHeld(node);
  }

  #freeUnlessHeld(node: number): void {
    if (!this.#scope.held.has(node)) this.#host.run.values.free(node);
  }

  /** Nothing inside a zone is cached; what has an effect always runs. */
  #takeFromCache(index: number): boolean {
    const { run } = this.#host;
    if (this.#scope.zone || run.plan.nodes[index]!.definition.effect) return false;
    if (this.#zoneEndingAt(index)?.hasTarget) return false;
    const outputs = run.cache.get(run.keys[index]!);
    if (!outputs) return false;
    run.values.put(index, outputs);
    this.#done.add(index);
    run.onEvent({ type: 'nodeFinished', node: run.plan.nodes[index]!.id, cached: true, elapsedMs: 0 });
    return true;
  }

  #keep(index: number): void {
    const { run } = this.#host;
    if (this.#scope.zone || run.plan.nodes[index]!.definition.effect) return;
    run.cache.set(run.keys[index]!, run.values.get(index)!);
  }

  #emitStarted(node: PlanNode): void {
    if (this.#elapsedMs.has(node.index)) return;
    this.#elapsedMs.set(node.index, 0);
    this.#host.run.onEvent({ type: 'nodeStarted', node: node.id });
  }

  #emitFinished(index: number, elapsedMs: number): void {
    const node = this.#host.run.plan.nodes[index]!.id;
    this.#host.run.onEvent({ type: 'nodeFinished', node, cached: false, elapsedMs });
  }
}

function isNeeded(node: PlanNode, port: string, param: boolean): boolean {
  return param || (node.definition.demandNeeds?.includes(port) ?? false);
}

function disposeState(state: unknown): void {
  if (
    typeof state === 'object' &&
    state !== null &&
    'dispose' in state &&
    typeof state.dispose === 'function'
  ) {
    state.dispose();
  }
}
