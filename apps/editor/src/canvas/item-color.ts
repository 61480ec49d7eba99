export interface ItemColor {
  /** As documents name it. */
  readonly name: string;
  readonly label: string;
  /** As CSS. */
  readonly shown: string;
}

/** The colours that a person may give to nodes, frames and notes: equally strong, in the order of the rainbow. */
export const itemColors: readonly ItemColor[] = [
  itemColorOf('red', 'Red', 25),
  itemColorOf('amber', 'Amber', 75),
  itemColorOf('green', 'Green', 150),
  itemColorOf('teal', 'Teal', 200),
  itemColorOf('blue', 'Blue', 255),
  itemColorOf('violet', 'Violet', 300),
];

function itemColorOf(name: string, label: string, hue: number): ItemColor {
  return { name, label, shown: `light-dark(oklch(0.62 0.13 ${hue}), oklch(0.74 0.12 ${hue}))` };
}

const HEX = /^#[0-9a-f]{6}$/i;

/**
 * A document's colour as CSS: one of `itemColors` or a hex colour. Anything else is none: documents come from
 * strangers, and CSS can fetch.
 */
export function itemColor(color: string | undefined): string | undefined {
  if (color === undefined) return undefined;
  if (HEX.test(color)) return color;
  return itemColors.find(({ name }) => name === color)?.shown;
}
