import { quoted } from './file-problems.ts';

/** What a header may hold at most: far above every known model, low enough that a hostile file costs little. */
export const HEADER_LIMITS = {
  bytes: 10 * 1024 * 1024,
  /** Objects and arrays inside one another: header, tensor, shape, and one to spare for fields of later versions. */
  depth: 4,
  /** Commas, so tensors, fields and sizes together. */
  values: 500_000,
} as const;

const METADATA = '__metadata__';

/**
 * Finds what JSON.parse would let pass or stumble over: nesting, masses of values, and names that occur twice, of
 * which JSON.parse keeps the last without a word. Says what is wrong, or undefined. One pass, no recursion.
 */
export function findHeaderFault(text: string): string | undefined {
  const names = [new Set<string>(), new Set<string>()];
  let inMetadata = false;
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      if (isKey(text, end) && depth <= 2) {
        const name = unescaped(text.slice(at, end));
        if (depth === 1) {
          inMetadata = name === METADATA;
          names[1]!.clear();
        }
        const seen = names[depth - 1];
        if (seen?.has(name) && !(depth === 2 && inMetadata)) return `the name ${quoted(name)} occurs twice`;
        seen?.add(name);
      }
      at = end - 1;
    } else if (character === ',') {
      values += 1;
      if (values > HEADER_LIMITS.values) return `it holds more than ${HEADER_LIMITS.values} values`;
    } else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > HEADER_LIMITS.depth) return `it nests more than ${HEADER_LIMITS.depth} deep`;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return undefined;
}

/** The offset after the string that starts at `from`; the end of the text where it is not closed. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function isKey(text: string, afterString: number): boolean {
  let at = afterString;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t' || text[at] === '\r') at += 1;
  return text[at] === ':';
}

/** The text of a string literal; the literal itself where it is not a proper one, which JSON.parse will tell. */
function unescaped(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
