import type { StepPosition } from '../definition/node-definition.ts';
import type { PlanZone } from '../plan/layout.ts';
import type { PlanNode } from '../plan/plan-node.ts';
import type { Scope } from '../plan/scopes.ts';
import type { Unit } from '../plan/units.ts';
import { Claims } from './claims.ts';
import { demandedPorts } from './demand.ts';
import { guardSync } from './failure.ts';
import { NodeStates } from './node-states.ts';
import { contextOf, isLazy, type NodeContext, runTogether } from './run-node.ts';
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
  /** The lazy inputs that nodes have decided for. */
  readonly #asked = new Map<number, readonly string[]>();
  readonly #claims: Claims;
  readonly #states = new NodeStates();
  readonly #elapsedMs = new Map<number, number>();
  #cursor = 0;
  #step: StepPosition | null = null;

  constructor(host: ScopeHost, scope: Scope, parent: ScopeRun | null) {
    this.#host = host;
    this.#scope = scope;
    this.#parent = parent;
    this.#claims = new Claims(host.run.plan);
  }

  /** The zone that this is the body of; null for the graph itself. */
  get zone(): PlanZone | null {
    return this.#scope.zone;
  }

  /** The step of that zone. */
  get step(): StepPosition | null {
    return this.#step;
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
    this.#asked.clear();
    this.#claims.clear();
  }

  /** Reports how long each node of a zone took over all steps. */
  reportFinished(): void {
    for (const [node, elapsedMs] of this.#elapsedMs) this.#emitFinished(node, elapsedMs);
  }

  /** Drops values and states. */
  finish(): void {
    this.endStep();
    this.#states.dispose();
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
    return this.#host.run.plan.unitOf[inner.zone!.end]!;
  }

  /** Marks nodes and all that they surely need as wanted; returns what lies outside this scope. */
  #mark(nodes: readonly number[]): number[] {
    const { home, unitOf } = this.#host.run.plan;
    const outside: number[] = [];
    const cached: number[] = [];
    const stack = [...nodes];
    while (stack.length > 0) {
      const node = stack.pop()!;
      if (node === this.#scope.zone?.start || this.#wanted.has(node)) continue;
      if (home[node] !== this.#scope.index) {
        outside.push(node);
        continue;
      }
      this.#wanted.add(node);
      if (this.#takeFromCache(node)) {
        cached.push(node);
        continue;
      }
      this.#cursor = Math.min(this.#cursor, unitOf[node]!);
      this.#pushSureNeeds(node, stack);
    }
    // Only now: what a cached node would have read may be wanted for another reason that was marked after it.
    for (const node of cached) this.#giveUpClaims(node);
    return outside;
  }

  /** Sources of a node's eager inputs; with lazy inputs it becomes undecided. A zone's end needs what its start needs. */
  #pushSureNeeds(index: number, stack: number[]): void {
    const { nodes } = this.#host.run.plan;
    const start = this.#zoneEndingAt(index)?.zone?.start;
    const node = nodes[start ?? index]!;
    for (const input of node.inputs) {
      if (start === undefined && isLazy(node, input)) this.#undecided.add(index);
      else for (const source of input.sources) stack.push(source.node);
    }
  }

  #zoneEndingAt(node: number): Scope | undefined {
    const { unitOf, scopes } = this.#host.run.plan;
    const unit = this.#scope.units[unitOf[node]!]!;
    return unit.kind === 'zone' ? scopes[unit.scope] : undefined;
  }

  /** Decides lazy inputs wherever what the decision reads is there; returns what is wanted now. */
  #decideReady(): number[] {
    const { run } = this.#host;
    const wanted: number[] = [];
    for (const index of this.#undecided) {
      const node = run.plan.nodes[index]!;
      const ports = demandedPorts(run, node, this.#step);
      if (ports === null) continue;
      this.#undecided.delete(index);
      this.#asked.set(index, ports);
      for (const input of node.inputs) {
        if (!isLazy(node, input) || !ports.includes(input.port)) continue;
        for (const source of input.sources) wanted.push(source.node);
      }
    }
    return wanted;
  }

  async #advance(limit: number): Promise<void> {
    while (this.#cursor < limit) {
      const at = this.#cursor;
      const unit = this.#scope.units[at]!;
      if (this.#mustDecideBefore(unit)) await this.#want(this.#decideReady());
      if (this.#cursor < at) continue;
      const pending = this.#pending(unit);
      if (pending.length > 0) {
        await this.#host.checkpoint();
        if (unit.kind === 'zone') await this.#runZone(unit.scope, pending[0]!);
        else await this.#runNodes(pending);
      }
      this.#cursor = at + 1;
    }
  }

  /** A unit's own lazy inputs must be decided before it runs; others' where they may add nodes to a shared evaluation. */
  #mustDecideBefore(unit: Unit): boolean {
    if (this.#undecided.size === 0) return false;
    const pending = this.#pending(unit);
    return pending.some((index) => {
      const { coalesce } = this.#host.run.plan.nodes[index]!.definition;
      return coalesce !== undefined || this.#undecided.has(index);
    });
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
    for (const index of indices) this.#emitStarted(index);
    const startedAt = run.now();
    const contexts = nodes.map((node) => guardSync(node, () => this.#contextOf(node)));
    const outputs = await runTogether(nodes, contexts);
    const elapsedMs = (run.now() - startedAt) / nodes.length;
    indices.forEach((index, position) => {
      run.values.put(index, outputs[position]!);
      this.#keep(index);
    });
    run.memory.settle();
    for (const index of indices) {
      this.#markDone(index);
      if (this.#scope.zone) this.#elapsedMs.set(index, this.#elapsedMs.get(index)! + elapsedMs);
      else this.#emitFinished(index, elapsedMs);
    }
  }

  #contextOf(node: PlanNode): NodeContext {
    const context = contextOf(this.#host.run, node, this.#step, this.#asked.get(node.index));
    return { ...context, state: this.#states.of(node, context) };
  }

  #markDone(node: number): void {
    this.#done.add(node);
    this.#giveUpClaims(node);
    if (this.#claims.isRead(node)) this.#freeUnlessHeld(node);
  }

  #giveUpClaims(node: number): void {
    for (const read of this.#claims.giveUp(node, (source) => this.#wanted.has(source))) {
      this.#freeUnlessHeld(read);
    }
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

  /** Once for all steps of a zone. */
  #emitStarted(index: number): void {
    const { run } = this.#host;
    if (this.#elapsedMs.has(index)) return;
    this.#elapsedMs.set(index, 0);
    run.onEvent({ type: 'nodeStarted', node: run.plan.nodes[index]!.id });
  }

  #emitFinished(index: number, elapsedMs: number): void {
    const { run } = this.#host;
    run.onEvent({ type: 'nodeFinished', node: run.plan.nodes[index]!.id, cached: false, elapsedMs });
  }
}
