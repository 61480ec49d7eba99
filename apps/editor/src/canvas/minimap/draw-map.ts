import type { CanvasItem } from '../flow-items.ts';
import { rectOf } from '../frames/carried-along.ts';
import { MAP_HEIGHT, MAP_WIDTH, type MapScale } from './map-scale.ts';

/** Draws frames, nodes and notes as small boxes, in the colours of the page. */
export function drawMap(canvas: HTMLCanvasElement, items: readonly CanvasItem[], scale: MapScale): void {
  const sharpness = window.devicePixelRatio;
  canvas.width = MAP_WIDTH * sharpness;
  canvas.height = MAP_HEIGHT * sharpness;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(sharpness, sharpness);
  const colors = readColors(canvas);
  for (const item of items) {
    const { x, y, width, height } = rectOf(item);
    const at = scale.toMap({ x, y });
    context.fillStyle = item.selected ? colors.selected : colors[item.type];
    context.fillRect(at.x, at.y, Math.max(width * scale.factor, 2), Math.max(height * scale.factor, 2));
  }
}

/** Whether a map of these would look like one of those. */
export function looksSame(these: readonly CanvasItem[], those: readonly CanvasItem[]): boolean {
  return these.length === those.length && these.every((item, index) => isSameBox(item, those[index]!));
}

function isSameBox(one: CanvasItem, other: CanvasItem): boolean {
  if (one === other) return true;
  const [a, b] = [rectOf(one), rectOf(other)];
  return (
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height &&
    one.type === other.type &&
    one.selected === other.selected
  );
}

type MapColors = Readonly<Record<CanvasItem['type'] | 'selected', string>>;

function readColors(canvas: HTMLCanvasElement): MapColors {
  const style = getComputedStyle(canvas);
  const colorOf = (name: keyof MapColors) => style.getPropertyValue(`--map-${name}`);
  return {
    node: colorOf('node'),
    frame: colorOf('frame'),
    note: colorOf('note'),
    selected: colorOf('selected'),
  };
}
