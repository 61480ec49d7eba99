import type { CatalogueEntry } from './catalogue.ts';

/** Whether every word begins somewhere in what an entry says of itself. */
export function matches({ title, type, category, summary }: CatalogueEntry, words: string): boolean {
  const text = ` ${title} ${type} ${category} ${summary}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(` ${word}`) || (word.length > 2 && text.includes(word)));
}
