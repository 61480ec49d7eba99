import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { encodePaint, paintImage } from './paint-file.ts';
import { joinRects, PaintHistory } from './paint-history.ts';
import {
  type Brush,
  createPaintLayer,
  fillAll,
  fillArea,
  invert,
  isEmpty,
  type PaintLayer,
  type Point,
  paintStroke,
  type Rect,
  wholeRect,
} from './paint-layer.ts';

/** How much of the picture shows through full paint. */
const PAINT_ALPHA = 0.62;
/** A violet that neither skies nor grass have much of. */
const PAINT_RGB = [124, 92, 255] as const;

export interface Paint {
  /** Put this on the canvas that lies over the picture. */
  readonly canvasRef: (canvas: HTMLCanvasElement | null) => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly empty: boolean;
  /** A stroke: begin, any number of lines, end. */
  begin(): void;
  line(from: Point, to: Point, brush: Brush): void;
  end(): void;
  fillArea(at: Point, erases: boolean): void;
  fillAll(): void;
  clear(): void;
  invert(): void;
  undo(): void;
  redo(): void;
  /** The paint as a PNG, white on black. */
  encode(): Promise<Blob>;
}

/**
 * Paint over a picture of a size in pixels.
 *
 * @param before an earlier painting of that size, which is painted on; undefined for none
 */
export function usePaint(widthPx: number, heightPx: number, before: PaintLayer | undefined): Paint {
  const [layer] = useState(() => before ?? createPaintLayer(widthPx, heightPx));
  const history = useMemo(() => new PaintHistory(layer), [layer]);
  const canvas = useRef<HTMLCanvasElement>(null);
  const touched = useRef<Rect>(undefined);
  const [status, setStatus] = useState({ canUndo: false, canRedo: false, empty: true });

  const show = useCallback(
    (rect: Rect) => {
      const context = canvas.current?.getContext('2d');
      if (!context || rect.right <= rect.left || rect.bottom <= rect.top) return;
      context.putImageData(paintImage(layer, rect, violet), rect.left, rect.top);
    },
    [layer],
  );

  const tell = useCallback(() => {
    setStatus({ canUndo: history.canUndo, canRedo: history.canRedo, empty: isEmpty(layer) });
  }, [history, layer]);

  useEffect(() => {
    show(wholeRect(layer));
    tell();
  }, [layer, show, tell]);

  const canvasRef = useCallback(
    (element: HTMLCanvasElement | null) => {
      canvas.current = element;
      show(wholeRect(layer));
    },
    [layer, show],
  );

  /** One step that may touch everything. */
  function change(action: () => void): void {
    history.begin();
    action();
    history.end(wholeRect(layer));
    show(wholeRect(layer));
    tell();
  }

  function travel(rect: Rect | undefined): void {
    if (rect) show(rect);
    tell();
  }

  return {
    ...status,
    canvasRef,
    begin() {
      touched.current = undefined;
      history.begin();
    },
    line(from, to, brush) {
      const rect = paintStroke(layer, from, to, brush);
      touched.current = joinRects(touched.current, rect);
      show(rect);
    },
    end() {
      if (touched.current) history.end(touched.current);
      tell();
    },
    fillArea: (at, erases) => change(() => fillArea(layer, at, erases)),
    fillAll: () => change(() => fillAll(layer, 255)),
    clear: () => change(() => fillAll(layer, 0)),
    invert: () => change(() => invert(layer)),
    undo: () => travel(history.undo()),
    redo: () => travel(history.redo()),
    encode: () => encodePaint(layer),
  };
}

function violet(value: number, rgba: Uint8ClampedArray, at: number): void {
  rgba.set(PAINT_RGB, at);
  rgba[at + 3] = value * PAINT_ALPHA;
}
