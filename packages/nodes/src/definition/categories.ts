/** The categories of nodes, in the way that a picture comes about. */
const CATEGORIES: readonly string[] = [
  'Loading',
  'Conditioning',
  'Latent',
  'Schedule',
  'Denoising',
  'Image',
  'Mask',
  'Values',
  'Flow',
];

/** Where lists of nodes show a category, from 0; those of other packages come last. */
export function categoryRank(category: string): number {
  const rank = CATEGORIES.indexOf(category);
  return rank < 0 ? CATEGORIES.length : rank;
}
