const WRITTEN: Readonly<Record<string, string>> = { vae: 'VAE', unet: 'UNet', cfg: 'CFG', clip: 'CLIP' };

/** A port's name as people read it: `textEncoder` → `text encoder`, `vae` → `VAE`. */
export function portLabel(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ');
  return words.map((word) => WRITTEN[word] ?? word).join(' ');
}
