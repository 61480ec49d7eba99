import type { CatalogueEntry } from './catalogue.ts';

/**
 * The entries that words find, best first: by the beginning of the title, by one of its words, by the category or
 * type, and last by what the summary says. All words have to be found. Without words, all entries as they are.
 */
export function findNodes(entries: readonly CatalogueEntry[], words: string): readonly CatalogueEntry[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return entries;
  return entries
    .map((entry, order) => ({ entry, order, score: scoreOf(entry, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.order - other.order)
    .map(({ entry }) => entry);
}

/** 0 where a word is nowhere to be found. */
function scoreOf(entry: CatalogueEntry, words: readonly string[]): number {
  const scores = words.map((word) => scoreOfWord(entry, word));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

function scoreOfWord({ title, type, category, summary }: CatalogueEntry, word: string): number {
  const name = title.toLowerCase();
  if (name === word) return 6;
  if (name.startsWith(word)) return 5;
  if (name.includes(` ${word}`)) return 4;
  if (name.includes(word) || type.toLowerCase().includes(word)) return 3;
  if (category.toLowerCase().startsWith(word)) return 2;
  return ` ${summary.toLowerCase()}`.includes(` ${word}`) ? 1 : 0;
}
