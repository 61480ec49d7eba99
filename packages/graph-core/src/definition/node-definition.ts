import type { z } from 'zod';
import type { Problem } from '../problem.ts';
import type { PortsOf } from './port.ts';
import type { Facts } from './wire-type.ts';
import type { Workload } from './workload.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Where in the innermost zone a node runs: entry `index` of `count`. */
export interface StepPosition {
  readonly index: number;
  readonly count: number;
}

/** What of an AbortSignal the executor and nodes read. */
export interface CancelSignal {
  readonly aborted: boolean;
}

/** What a running node sees. `Services` is whatever the runtime offers; graph-core passes it through unread. */
export interface RunContext<Params = unknown, Inputs = Values, State = unknown, Services = unknown> {
  readonly node: string;
  readonly params: Params;
  /** Input values by port; an unwired optional input and a lazy input that was not asked for are undefined. */
  readonly inputs: Inputs;
  /** What `state` made at the zone's first step; undefined for nodes without state. */
  readonly state: State;
  readonly step: StepPosition | null;
  readonly services: Services;
  readonly signal: CancelSignal;
  /** Adds a warning to the run; never throws. */
  warn(warning: Omit<Problem, 'severity' | 'node'>): void;
}

/** Calls of several nodes that may share one evaluation (the two UNets of classifier-free guidance). */
export interface Coalescing<Params, Inputs, Services> {
  /** Nodes are candidates for one another when their groups are equal. */
  readonly group: string;
  /** Calls with equal keys run together; null runs alone. */
  key(context: RunContext<Params, Inputs, undefined, Services>): string | null;
  /** Outputs in the order of the contexts, equal to what `run` would give each within float rounding. */
  runTogether(
    contexts: readonly RunContext<Params, Inputs, undefined, Services>[],
  ): Promise<readonly Values[]>;
}

/** What a step goes by, for people to read. Finite. */
export type StepReadings = Readonly<Record<string, number>>;

/** What opens a zone: how many steps it has and what each step's outputs are. */
export interface ZoneRun {
  readonly count: number;
  /** The carried values of the first step, by port name. */
  readonly carried: Values;
  /** Start's outputs that are not carried, for the step at `index` (0-based). */
  stepOutputs(index: number): Values;
  /** Numbers that tell people where the step at `index` is, by name: `timestep`, `sigma`. */
  stepReadings?(index: number): StepReadings;
}

export interface NodeDefinition<Params = unknown, Inputs = Values, State = unknown, Services = unknown> {
  readonly type: string;
  readonly version: number;
  readonly title: string;
  readonly category: string;
  readonly summary: string;
  readonly inputs: PortsOf<Params>;
  readonly outputs: PortsOf<Params>;
  readonly params: z.ZodObject;
  /** Params that a newly added node is given, where files that leave them out mean something else. */
  readonly initialParams?: Readonly<Record<string, z.core.util.JSONType>>;
  /** `migrations[n]` turns the params of version n into those of version n + 1. */
  readonly migrations?: Readonly<
    Record<number, (params: Record<string, unknown>) => Record<string, unknown>>
  >;
  /** Does something that shows outside (saves, previews): is a target by default and always runs. */
  readonly effect?: boolean;
  /** Opens or closes a zone. The zone's id is the param `zone`. */
  readonly zone?: 'start' | 'end';
  /** What outside the params decides the result: hashes of model files and assets. Part of the cache key. */
  content?(context: { readonly params: Params; readonly services: Services }): string | Promise<string>;
  /** Facts of outputs that come from params: Checkpoint's, from the model's own metadata. */
  facts?(context: { readonly params: Params; readonly lookup: FactLookup }): Readonly<Record<string, Facts>>;
  /** What params alone say is wrong, beyond the schema: "no model of that name". */
  check?(context: {
    readonly params: Params;
    readonly lookup: FactLookup;
  }): readonly Omit<Problem, 'node' | 'severity'>[];
  /**
   * What it will make takes so much, asked before it runs and, without inputs, before anything runs. Inputs that are not
   * there yet are undefined; what depends on them is left out then.
   */
  workload?(context: { readonly params: Params; readonly inputs: Partial<Inputs> }): Workload | undefined;
  /** Which lazy inputs are wanted now. `values` holds the inputs named in `demandNeeds`. */
  demand?(context: {
    readonly params: Params;
    readonly step: StepPosition | null;
    readonly values: Values;
  }): readonly string[];
  /** Inputs whose values `demand` reads. */
  readonly demandNeeds?: readonly string[];
  readonly coalesce?: Coalescing<Params, Inputs, Services>;
  /** Kept for one run of the innermost zone: made at its first step, dropped after its last. */
  state?(context: Omit<RunContext<Params, Inputs, undefined, Services>, 'state'>): State;
  /** Zone starts only, instead of `run`. */
  begin?(context: RunContext<Params, Inputs, undefined, Services>): ZoneRun | Promise<ZoneRun>;
  /** All but zone starts. Zone ends: called after every step; the outputs are the next carried values. */
  run?(context: RunContext<Params, Inputs, State, Services>): Values | Promise<Values>;
}

/** A definition whose own param and input types are forgotten: what registries hold. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds definitions of every shape.
export type AnyNodeDefinition = NodeDefinition<any, any, any, any>;

/** What is known about the outside before a run; filled by the runtime from its model store. */
export interface FactLookup {
  /**
   * The facts of a model's components (`unet`, `vae`, `textEncoder`), or why there are none.
   *
   * @param part the only component that the model needs to have; all by default
   */
  model(name: string, variant: string | undefined, part?: string): ModelFacts;
}

export type ModelFacts =
  | { readonly known: true; readonly components: Readonly<Record<string, Facts>> }
  | { readonly known: false; readonly problem?: Omit<Problem, 'node' | 'severity'> };

/** Knows nothing: wires are still checked by type. */
export const noFacts: FactLookup = { model: () => ({ known: false }) };
