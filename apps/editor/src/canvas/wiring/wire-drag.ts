import type { Edge, Problem } from '@latentgraph/graph-core';
import type { Point } from '../point.ts';
import type { PortRef } from './port-ref.ts';

/** A wire that follows the pointer. */
export interface WireDrag {
  /** The end that stays where it is. */
  readonly fixed: PortRef;
  /** Where that end is, in graph units. */
  readonly start: Point;
  readonly type: string | undefined;
  /** The wire that was taken off its input, when it was not a new one. */
  readonly picked: Edge | undefined;
  /** Where the pointer is, in the window. */
  readonly pointer: Point;
  /** Where the loose end is shown, in graph units: at the pointer, or in the port that would take it. */
  readonly end: Point;
  readonly over: WireTarget;
}

export type WireTarget =
  | { readonly kind: 'canvas' }
  /** The node that the wire comes from, or a place beside the canvas: dropped here it is given up. */
  | { readonly kind: 'nothing' }
  /** Nothing here takes the wire. */
  | { readonly kind: 'unfit'; readonly problem: Problem }
  | {
      readonly kind: 'port';
      readonly port: PortRef;
      /** What would be wrong with the wire. It can be drawn all the same. */
      readonly warning: Problem | undefined;
      /** The wire that this one would take the place of. */
      readonly replaces: Edge | undefined;
    };
