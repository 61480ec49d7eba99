import { createContext, useContext } from 'react';

/**
 * How much of each node is drawn: seen from afar, its title and its ports are enough. `small` looks like `full`, and
 * its fields are too small to be hit: they are only looked at.
 */
export type Detail = 'full' | 'small' | 'simple';

const DetailContext = createContext<Detail>('full');

export const DetailProvider = DetailContext.Provider;

export function useDetail(): Detail {
  return useContext(DetailContext);
}

/** Below this zoom nothing of a node can be read but a large title. */
const FEW_LIMITS = { simpleBelow: 0.22, drawnAbove: 0.26 };
const MANY_LIMITS = { simpleBelow: 0.38, drawnAbove: 0.42 };

/** So many nodes are drawn in full without anybody waiting, and look more like themselves than their titles alone. */
const FEW_NODES = 60;

/** From this zoom on a field is about as tall as a fingertip's aim. */
const USABLE_ABOVE = 0.6;

/** The detail for a zoom. Between two limits a node stays drawn as it was, so that it does not flicker. */
export function detailAt(zoom: number, before: Detail, nodeCount: number): Detail {
  const { simpleBelow, drawnAbove } = nodeCount <= FEW_NODES ? FEW_LIMITS : MANY_LIMITS;
  if (zoom < simpleBelow || (before === 'simple' && zoom <= drawnAbove)) return 'simple';
  return zoom < USABLE_ABOVE ? 'small' : 'full';
}
