import { WORD_CHARACTERS } from '@latentgraph/nodes';

/**
 * How well a line answers what was typed, from 0 for not at all to 1: each typed word has to begin a word of the title,
 * or of what else is known of it, or at least to be in the title.
 */
export function rank(typed: string, title: string, others: readonly string[] = []): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  if (title.toLowerCase().startsWith(typed.trim().toLowerCase())) return 1;
  const ofTitle = wordsOf(title);
  const ofOthers = others.flatMap(wordsOf);
  const ranks = wanted.map((word): number => {
    if (ofTitle.some((other) => other.startsWith(word))) return 0.9;
    if (ofOthers.some((other) => other.startsWith(word))) return 0.5;
    return title.toLowerCase().includes(word) ? 0.3 : 0;
  });
  return ranks.includes(0) ? 0 : ranks.reduce((sum, one) => sum + one, 0) / ranks.length;
}

const WORD = new RegExp(`[${WORD_CHARACTERS}]+`, 'gu');

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}
