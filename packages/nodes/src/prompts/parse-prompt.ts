import { WORD_CHARACTERS } from '../definition/file-name.ts';

/** A piece of a prompt whose words share one weight, or the place where a new chunk begins. */
export type PromptFragment =
  | { readonly kind: 'text'; readonly text: string; readonly weight: number }
  | { readonly kind: 'break' };

/** Weights end here: far outside what any model follows, and small enough to stay finite in float32. */
export const MAX_WEIGHT = 100;

const ROUND = 1.1;
const SQUARE = 1 / 1.1;
/** Products of nested brackets end here, so that a hundred thousand of them stay a number. */
const MAX_PRODUCT = 1e100;

const SYMBOL = /\\[\\()[\]]|\\|[()[\]]|:\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*\)|[^\\()[\]:]+|:/g;
const BREAK = new RegExp(`(?<![${WORD_CHARACTERS}_])BREAK(?![${WORD_CHARACTERS}_])`, 'u');

/**
 * Reads attention weights as AUTOMATIC1111's `parse_prompt_attention` does: `(a)` × 1.1, `[a]` ÷ 1.1, `(a:1.3)`
 * × 1.3, nested brackets multiply, `\(` is a bracket to print, the word `BREAK` begins a new chunk. A closing bracket
 * without an opening one is text; an opening bracket that is never closed weighs all that follows.
 *
 * @returns fragments in order, neighbours of equal weight joined; weights within ±MAX_WEIGHT. An empty prompt has none.
 */
export function parsePrompt(prompt: string): PromptFragment[] {
  const symbols = Array.from(prompt.matchAll(SYMBOL), (match) => ({ text: match[0], weight: match[1] }));
  const factors = matchBrackets(symbols);
  const fragments = new FragmentList();
  const round = new ProductStack();
  const square = new ProductStack();
  symbols.forEach(({ text }, i) => {
    const role = factors.get(i);
    if (role === undefined) fragments.addText(text, clampTo(round.product * square.product, MAX_WEIGHT));
    else if (role === 'close') (text === ']' ? square : round).pop();
    else (text === '[' ? square : round).push(role);
  });
  return fragments.list;
}

interface PromptSymbol {
  readonly text: string;
  /** What `:1.3)` says. */
  readonly weight: string | undefined;
}

/** What brackets do, by index of the symbol: an opening one weighs by a factor, a closing one ends it. */
function matchBrackets(symbols: readonly PromptSymbol[]): ReadonlyMap<number, number | 'close'> {
  const roles = new Map<number, number | 'close'>();
  const openRound: number[] = [];
  const openSquare: number[] = [];
  symbols.forEach(({ text, weight }, i) => {
    if (text === '(') {
      openRound.push(i);
      roles.set(i, ROUND);
    } else if (text === '[') {
      openSquare.push(i);
      roles.set(i, SQUARE);
    } else if (text === ']' && openSquare.length > 0) {
      openSquare.pop();
      roles.set(i, 'close');
    } else if ((text === ')' || weight !== undefined) && openRound.length > 0) {
      roles.set(openRound.pop()!, weight === undefined ? ROUND : Number(weight));
      roles.set(i, 'close');
    }
  });
  return roles;
}

/** The product of the factors of all brackets that are open. */
class ProductStack {
  readonly #products = [1];

  get product(): number {
    return this.#products.at(-1)!;
  }

  push(factor: number): void {
    this.#products.push(clampTo(this.product * factor, MAX_PRODUCT));
  }

  pop(): void {
    this.#products.pop();
  }
}

class FragmentList {
  readonly list: PromptFragment[] = [];

  addText(symbol: string, weight: number): void {
    if (symbol.startsWith('\\') && symbol.length > 1) this.#join(symbol.slice(1), weight);
    else if (symbol.includes('BREAK')) this.#addAroundBreaks(symbol.split(BREAK), weight);
    else this.#join(symbol, weight);
  }

  #addAroundBreaks(parts: readonly string[], weight: number): void {
    parts.forEach((part, i) => {
      if (i > 0) this.list.push({ kind: 'break' });
      const trimmed = trimAtBreaks(part, i > 0, i < parts.length - 1);
      if (trimmed !== '') this.#join(trimmed, weight);
    });
  }

  #join(text: string, weight: number): void {
    const last = this.list.at(-1);
    if (last?.kind === 'text' && last.weight === weight) {
      this.list[this.list.length - 1] = { ...last, text: last.text + text };
    } else {
      this.list.push({ kind: 'text', text, weight });
    }
  }
}

function trimAtBreaks(part: string, afterBreak: boolean, beforeBreak: boolean): string {
  const trimmed = afterBreak ? part.trimStart() : part;
  return beforeBreak ? trimmed.trimEnd() : trimmed;
}

function clampTo(value: number, limit: number): number {
  return Math.min(Math.max(value, -limit), limit);
}
