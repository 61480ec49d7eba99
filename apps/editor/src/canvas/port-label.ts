import { SPELLINGS } from '../params/param-words.ts';

/** A port's name as people read it: `textEncoder` → `text encoder`, `vae` → `VAE`. */
export function portLabel(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ');
  // Names come from files: some are those of members that every object has.
  return words.map((word) => (Object.hasOwn(SPELLINGS, word) ? SPELLINGS[word] : word)).join(' ');
}
