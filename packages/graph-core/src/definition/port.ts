/**
 * A port of a node. `type` is the name of a registered wire type, or `'any'`: then `generic` names a
 * type variable that is unified over the wires of this one node.
 */
export interface Port {
  readonly type: string;
  readonly generic?: string;
  readonly description: string;
  /** An input that may stay without a wire. */
  readonly optional?: boolean;
  /** An input that runs only when the node's `demand` asks for it. */
  readonly lazy?: boolean;
  /** An input that takes any number of wires, sorted by `order`; its value is an array. */
  readonly list?: boolean;
  /**
   * Facts of the value, each bound to a variable of this node: `{ channels: 'C' }`. Inputs that bind the same
   * variable must agree; outputs take the value the inputs gave.
   */
  readonly facts?: Readonly<Record<string, string>>;
}

export type Ports = Readonly<Record<string, Port>>;

/**
 * Ports may depend on params: carried values, Switch, ImageGrid. The end of a zone is also given the params of
 * its start, because carried names and types are stored there alone (undefined while the zone is unpaired).
 */
export type PortsOf<Params> = Ports | ((params: Params, zoneStart: unknown) => Ports);
