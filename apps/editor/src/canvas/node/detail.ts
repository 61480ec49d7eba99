import { createContext, useContext } from 'react';

/** How much of each node is drawn: seen from afar, its title and its ports are enough. */
export type Detail = 'full' | 'simple';

const DetailContext = createContext<Detail>('full');

export const DetailProvider = DetailContext.Provider;

export function useDetail(): Detail {
  return useContext(DetailContext);
}

/** Below this zoom the widgets of a node are too small to read. */
const FEW_LIMITS = { simpleBelow: 0.22, fullAbove: 0.26 };
const MANY_LIMITS = { simpleBelow: 0.38, fullAbove: 0.42 };

/** So many nodes are drawn in full without anybody waiting, and look more like themselves than their titles alone. */
const FEW_NODES = 60;

/** The detail for a zoom. Between the two limits it stays what it was, so that it does not flicker. */
export function detailAt(zoom: number, before: Detail, nodeCount: number): Detail {
  const { simpleBelow, fullAbove } = nodeCount <= FEW_NODES ? FEW_LIMITS : MANY_LIMITS;
  if (zoom < simpleBelow) return 'simple';
  return zoom > fullAbove ? 'full' : before;
}
