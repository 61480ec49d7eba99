/** Words that are not written as they are called, of params and of ports. */
export const SPELLINGS: Readonly<Record<string, string>> = {
  cfg: 'CFG',
  clip: 'CLIP',
  unet: 'UNet',
  vae: 'VAE',
  png: 'PNG',
  webp: 'WebP',
  jpeg: 'JPEG',
  cpu: 'CPU',
  v: 'v',
};

/**
 * A name of a file as people read it: `tileSize` → `Tile size`, `v_prediction` → `v prediction`,
 * `torch-cpu` → `Torch CPU`.
 */
export function labelOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => SPELLINGS[word.toLowerCase()] ?? word.toLowerCase());
  const [first = '', ...rest] = words;
  const leads = first === first.toLowerCase() && !Object.values(SPELLINGS).includes(first);
  return [leads ? first.charAt(0).toUpperCase() + first.slice(1) : first, ...rest].join(' ');
}
