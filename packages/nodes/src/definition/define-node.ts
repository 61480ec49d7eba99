import type { AnyNodeDefinition, NodeDefinition, Ports } from '@latentgraph/graph-core';
import type { z } from 'zod';
import type { NodeServices } from '../contract/services.ts';
import type { TypedPort } from './port.ts';

type TypedPorts = Readonly<Record<string, TypedPort>>;

type Carried<P> = P extends TypedPort<infer Value> ? Value : never;

/** What `run` finds under each input: optional and lazy inputs may be undefined, list inputs are arrays. */
type InputValue<P> = P extends { readonly list: true }
  ? readonly Carried<P>[]
  : P extends { readonly optional: true } | { readonly lazy: true }
    ? Carried<P> | undefined
    : Carried<P>;

type InputValues<Inputs> = Inputs extends TypedPorts
  ? { readonly [Name in keyof Inputs]: InputValue<Inputs[Name]> }
  : Readonly<Record<string, unknown>>;

type OutputValues<Outputs> = Outputs extends TypedPorts
  ? { readonly [Name in keyof Outputs]: Carried<Outputs[Name]> }
  : Readonly<Record<string, unknown>>;

type PortsFor<Params> = TypedPorts | ((params: Params, zoneStart: unknown) => Ports);

/** A definition as its author writes it: params, inputs and outputs are typed by what it declares. */
type Definition<Inputs, Outputs, Params extends z.ZodObject, State> = Omit<
  NodeDefinition<z.infer<Params>, InputValues<Inputs>, State, NodeServices>,
  'inputs' | 'outputs' | 'params' | 'run'
> & {
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  readonly params: Params;
  run?(
    context: Parameters<
      NonNullable<NodeDefinition<z.infer<Params>, InputValues<Inputs>, State, NodeServices>['run']>
    >[0],
  ): OutputValues<Outputs> | Promise<OutputValues<Outputs>>;
};

/**
 * Says everything about a node: palette, inspector, validation, the command line's help and the node reference are
 * derived from it. One node is one file; the registry has one line for it.
 */
export function defineNode<
  const Inputs extends PortsFor<z.infer<Params>>,
  const Outputs extends PortsFor<z.infer<Params>>,
  Params extends z.ZodObject,
  State = undefined,
>(definition: Definition<Inputs, Outputs, Params, State>): AnyNodeDefinition {
  return definition as unknown as AnyNodeDefinition;
}
