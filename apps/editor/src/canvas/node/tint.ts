export interface Tint {
  readonly name: string;
  readonly color: string;
}

/** The colours that nodes and frames are offered. */
export const tints: readonly Tint[] = [
  { name: 'Red', color: '#e5484d' },
  { name: 'Orange', color: '#f76b15' },
  { name: 'Yellow', color: '#e2a300' },
  { name: 'Green', color: '#30a46c' },
  { name: 'Teal', color: '#12a594' },
  { name: 'Blue', color: '#0090ff' },
  { name: 'Purple', color: '#8e4ec6' },
  { name: 'Pink', color: '#d6409f' },
];

/** A colour from a document as CSS may take it. Files hold any text there, so only plain hex colours pass. */
export function safeColor(color: string | undefined): string | undefined {
  return color !== undefined && /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(color) ? color : undefined;
}
