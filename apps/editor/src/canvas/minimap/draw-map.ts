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
  const colors = getComputedStyle(canvas);
  const colorOf = (name: string) => colors.getPropertyValue(name);
  for (const item of items) {
    const { x, y, width, height } = rectOf(item);
    const at = scale.toMap({ x, y });
    context.fillStyle = colorOf(item.selected ? '--map-selected' : `--map-${item.type}`);
    context.beginPath();
    context.roundRect(at.x, at.y, Math.max(width * scale.factor, 2), Math.max(height * scale.factor, 2), 1.5);
    context.fill();
  }
}
