import { createContext, useContext } from 'react';

/** How much of each node is drawn: seen from afar, its title and its ports are enough. */
export type Detail = 'full' | 'simple';

const DetailContext = createContext<Detail>('full');

export const DetailProvider = DetailContext.Provider;

export function useDetail(): Detail {
  return useContext(DetailContext);
}

/** Below this zoom the widgets of a node are too small to read. */
const SIMPLE_BELOW = 0.38;
const FULL_ABOVE = 0.42;

/** The detail for a zoom. Between the two limits it stays what it was, so that it does not flicker. */
export function detailAt(zoom: number, before: Detail): Detail {
  if (zoom < SIMPLE_BELOW) return 'simple';
  return zoom > FULL_ABOVE ? 'full' : before;
}
