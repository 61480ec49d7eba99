/** Where text stops being JSON. Lines and columns count from 1. */
export interface SyntaxFault {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly found: string;
}

type Awaited = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'end';

interface Fault {
  readonly offset: number;
  readonly expected: string;
}

const SPACE = new Set([' ', '\t', '\n', '\r']);
const ESCAPES = new Set(['"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u']);
const WORDS = ['true', 'false', 'null'];

/**
 * Finds the first place where text departs from JSON (RFC 8259), or undefined where it does not. Engines word and
 * place syntax errors each in their own way, and some leave the position out. No recursion.
 */
export function findSyntaxFault(text: string): SyntaxFault | undefined {
  const fault = scan(text);
  if (fault === undefined) return undefined;
  const before = text.slice(0, fault.offset);
  const found = text.codePointAt(fault.offset);
  return {
    line: before.split('\n').length,
    column: fault.offset - before.lastIndexOf('\n'),
    expected: fault.expected,
    found: found === undefined ? 'the end of the file' : JSON.stringify(String.fromCodePoint(found)),
  };
}

function scan(text: string): Fault | undefined {
  /** The closing character of every open object and array. */
  const open: ('}' | ']')[] = [];
  let awaited: Awaited = 'value';
  let at = skipSpace(text, 0);

  while (at < text.length) {
    const character = text[at]!;
    const closes = character === open.at(-1);
    if (awaited === 'end') return { offset: at, expected: 'nothing more' };
    if (closes && (awaited === 'commaOrEnd' || awaited === 'valueOrEnd' || awaited === 'keyOrEnd')) {
      open.pop();
      awaited = open.length === 0 ? 'end' : 'commaOrEnd';
      at += 1;
    } else if (awaited === 'commaOrEnd' || awaited === 'colon') {
      if (character !== (awaited === 'colon' ? ':' : ','))
        return { offset: at, expected: phrase(awaited, open) };
      awaited = awaited === 'commaOrEnd' && open.at(-1) === '}' ? 'key' : 'value';
      at += 1;
    } else if (awaited === 'key' || awaited === 'keyOrEnd') {
      if (character !== '"') return { offset: at, expected: phrase(awaited, open) };
      const end = scanString(text, at);
      if (typeof end !== 'number') return end;
      awaited = 'colon';
      at = end;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']');
      awaited = character === '{' ? 'keyOrEnd' : 'valueOrEnd';
      at += 1;
    } else {
      const end = scanLeaf(text, at, phrase(awaited, open));
      if (typeof end !== 'number') return end;
      awaited = open.length === 0 ? 'end' : 'commaOrEnd';
      at = end;
    }
    at = skipSpace(text, at);
  }
  return awaited === 'end' ? undefined : { offset: text.length, expected: phrase(awaited, open) };
}

function phrase(awaited: Awaited, open: readonly string[]): string {
  const end = `'${open.at(-1)}'`;
  switch (awaited) {
    case 'value':
      return 'a value';
    case 'valueOrEnd':
      return `a value or ${end}`;
    case 'key':
      return 'a key in double quotes';
    case 'keyOrEnd':
      return `a key in double quotes or ${end}`;
    case 'colon':
      return "':'";
    case 'commaOrEnd':
      return `',' or ${end}`;
    case 'end':
      return 'nothing more';
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.has(text[at]!)) at += 1;
  return at;
}

/** The offset after the string, number or word that starts at `from`. */
function scanLeaf(text: string, from: number, expected: string): number | Fault {
  if (text[from] === '"') return scanString(text, from);
  for (const word of WORDS) if (text.startsWith(word, from)) return from + word.length;
  if (text[from] === '-' || isDigit(text[from])) return scanNumber(text, from);
  return { offset: from, expected };
}

function scanString(text: string, from: number): number | Fault {
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '"') return at + 1;
    if (character < ' ')
      return { offset: at, expected: 'a string without line breaks or control characters' };
    if (character !== '\\') continue;
    at += 1;
    if (at < text.length && !ESCAPES.has(text[at]!)) return { offset: at, expected: 'an escape such as \\n' };
    if (text[at] !== 'u') continue;
    for (let digit = 1; digit <= 4; digit += 1) {
      if (!/^[0-9a-fA-F]$/.test(text[at + digit] ?? '')) {
        return { offset: Math.min(at + digit, text.length), expected: 'four hexadecimal digits' };
      }
    }
    at += 4;
  }
  return { offset: text.length, expected: "'\"' to close the string" };
}

function scanNumber(text: string, from: number): number | Fault {
  let at = text[from] === '-' ? from + 1 : from;
  if (!isDigit(text[at])) return { offset: at, expected: 'a digit' };
  at = text[at] === '0' ? at + 1 : skipDigits(text, at);
  if (text[at] === '.') {
    if (!isDigit(text[at + 1])) return { offset: at + 1, expected: 'a digit' };
    at = skipDigits(text, at + 1);
  }
  if (text[at] === 'e' || text[at] === 'E') {
    at += text[at + 1] === '+' || text[at + 1] === '-' ? 2 : 1;
    if (!isDigit(text[at])) return { offset: at, expected: 'a digit' };
    at = skipDigits(text, at);
  }
  return at;
}

function skipDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text[at])) at += 1;
  return at;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
