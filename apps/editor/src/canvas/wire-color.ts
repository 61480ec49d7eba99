import { builtinRegistry } from '@latentgraph/nodes';

const NEUTRAL = 'var(--wire-any)';

const known = new Map<string, string>();

/**
 * The colour of wires and ports of a type, as CSS. On a light page the type's colour is darkened evenly, so that
 * every wire stands out from the canvas; a type that is open or not known is grey.
 */
export function wireColor(type: string | undefined): string {
  if (type === undefined) return NEUTRAL;
  const before = known.get(type);
  if (before !== undefined) return before;
  const color = builtinRegistry.types.get(type)?.color;
  const shown = color === undefined ? NEUTRAL : `light-dark(${darkened(color)}, ${color})`;
  known.set(type, shown);
  return shown;
}

function darkened(color: string): string {
  return `oklch(from ${color} calc(l * 0.5 + 0.17) calc(c * 1.1) h)`;
}
