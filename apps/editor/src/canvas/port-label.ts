import { wordsOf } from '../params/param-words.ts';

/** A port's name as people read it: `textEncoder` → `text encoder`, `vae` → `VAE`. */
export function portLabel(name: string): string {
  return wordsOf(name).join(' ') || name;
}
