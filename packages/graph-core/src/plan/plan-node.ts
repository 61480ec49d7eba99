import type { AnyNodeDefinition, Values } from '../definition/node-definition.ts';

export interface PlanNode {
  /** Position in `Plan.nodes`. */
  readonly index: number;
  readonly id: string;
  readonly label: string;
  readonly definition: AnyNodeDefinition;
  /** After defaults and overrides; wired params hold what the file says until the wire's value is known. */
  readonly params: Values;
  readonly inputs: readonly PlanInput[];
  readonly target: boolean;
}

export interface PlanInput {
  readonly port: string;
  readonly sources: readonly PlanSource[];
  readonly list: boolean;
  readonly lazy: boolean;
  /** The port stands for the param of its own name: its value is checked by the param's schema. */
  readonly param: boolean;
}

export interface PlanSource {
  readonly node: number;
  readonly port: string;
  /** Turns the output into what the input takes, where the types differ. */
  readonly convert: ((value: unknown) => unknown) | undefined;
}
