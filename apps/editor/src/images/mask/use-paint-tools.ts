import { useState } from 'react';

export type PaintTool = 'brush' | 'eraser' | 'fill';

export interface PaintTools {
  readonly tool: PaintTool;
  /** Diameter in pixels of the picture. */
  readonly sizePx: number;
  readonly maxSizePx: number;
  /** From 0, a hard edge, to 1. */
  readonly softness: number;
  choose(tool: PaintTool): void;
  setSizePx(sizePx: number): void;
  setSoftness(softness: number): void;
  /** What keys do, by their shortcuts. */
  readonly keys: ReadonlyMap<string, () => void>;
}

/** @param longSidePx of the picture: brushes are measured by it */
export function usePaintTools(longSidePx: number): PaintTools {
  const maxSizePx = Math.max(Math.round(longSidePx / 2), 8);
  const [tool, choose] = useState<PaintTool>('brush');
  const [sizePx, setSizePx] = useState(() => Math.max(Math.round(longSidePx / 10), 4));
  const [softness, setSoftness] = useState(0.2);

  const resize = (factor: number) =>
    setSizePx((size) => {
      const next = factor > 1 ? Math.max(size * factor, size + 1) : Math.min(size * factor, size - 1);
      return Math.round(Math.min(Math.max(next, 1), maxSizePx));
    });

  const keys = new Map([
    ['b', () => choose('brush')],
    ['e', () => choose('eraser')],
    ['f', () => choose('fill')],
    ['BracketLeft', () => resize(1 / 1.2)],
    ['BracketRight', () => resize(1.2)],
  ]);

  return { tool, sizePx, maxSizePx, softness, choose, setSizePx, setSoftness, keys };
}
