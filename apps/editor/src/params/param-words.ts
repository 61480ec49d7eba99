/** Words that are not written as they are called. */
const SPELLINGS: Readonly<Record<string, string>> = {
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

/** The words of a name of a param, a port or a value: `textEncoder` → `text`, `encoder`; `vae` → `VAE`. */
export function wordsOf(name: string): readonly string[] {
  return (
    name
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[\s_-]+/)
      .filter((word) => word !== '')
      // Names come from files: some are those of members that every object has.
      .map((word) => (Object.hasOwn(SPELLINGS, word) ? SPELLINGS[word]! : word))
  );
}

/**
 * A name of a file as people read it: `tileSize` → `Tile size`, `v_prediction` → `v prediction`,
 * `torch-cpu` → `Torch CPU`.
 */
export function labelOf(name: string): string {
  const [first = '', ...rest] = wordsOf(name);
  const isSpelled = Object.values(SPELLINGS).includes(first);
  return [isSpelled ? first : first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ');
}
