import type { PaintLayer, Rect } from './paint-layer.ts';

interface Step {
  readonly rect: Rect;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** About ten thousand strokes of a usual size, or a few dozen fills of a 4-megapixel mask. */
const MAX_BYTES = 256e6;

/** Undo and redo of paint: remembers of each step only the part of the layer that it touched. */
export class PaintHistory {
  readonly #layer: PaintLayer;
  readonly #past: Step[] = [];
  #future: Step[] = [];
  #whole: Uint8Array | undefined;

  constructor(layer: PaintLayer) {
    this.#layer = layer;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Remembers how the layer is; what is painted until `end` is one step. */
  begin(): void {
    this.#whole = this.#layer.data.slice();
  }

  /** @param rect holds everything that was touched since `begin` */
  end(rect: Rect): void {
    if (!this.#whole) return;
    const before = cut({ ...this.#layer, data: this.#whole }, rect);
    const after = cut(this.#layer, rect);
    this.#whole = undefined;
    if (before.every((value, at) => value === after[at])) return;
    this.#past.push({ rect, before, after });
    this.#future = [];
    this.#forgetOldest();
  }

  /** @returns what changed, or undefined when there was nothing to undo */
  undo(): Rect | undefined {
    const step = this.#past.pop();
    if (!step) return undefined;
    paste(this.#layer, step.rect, step.before);
    this.#future.push(step);
    return step.rect;
  }

  /** @returns what changed, or undefined when there was nothing to redo */
  redo(): Rect | undefined {
    const step = this.#future.pop();
    if (!step) return undefined;
    paste(this.#layer, step.rect, step.after);
    this.#past.push(step);
    return step.rect;
  }

  #forgetOldest(): void {
    let bytes = this.#past.reduce((sum, { before }) => sum + 2 * before.length, 0);
    while (bytes > MAX_BYTES && this.#past.length > 1) bytes -= 2 * this.#past.shift()!.before.length;
  }
}

function cut({ data, widthPx }: PaintLayer, { left, top, right, bottom }: Rect): Uint8Array {
  const width = right - left;
  const bytes = new Uint8Array(width * (bottom - top));
  for (let y = top; y < bottom; y += 1) {
    bytes.set(data.subarray(y * widthPx + left, y * widthPx + right), (y - top) * width);
  }
  return bytes;
}

function paste({ data, widthPx }: PaintLayer, { left, top, right, bottom }: Rect, bytes: Uint8Array): void {
  const width = right - left;
  for (let y = top; y < bottom; y += 1) {
    data.set(bytes.subarray((y - top) * width, (y - top + 1) * width), y * widthPx + left);
  }
}

/** The smallest rectangle that holds both. */
export function joinRects(one: Rect | undefined, other: Rect): Rect {
  if (!one) return other;
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}
