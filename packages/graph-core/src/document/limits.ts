import { type Problem, problem } from '../problem.ts';

/** What a file may hold at most. Far above what people build, far below what hurts. */
export const LIMITS = {
  /** Of the whole text, embedded assets included. */
  characters: 256 * 1024 * 1024,
  /** Objects and arrays inside one another. */
  depth: 64,
  /** Objects, arrays, strings, numbers, booleans and nulls together. */
  values: 2_000_000,
  nodes: 20_000,
  edges: 100_000,
  frames: 5_000,
  notes: 5_000,
  exposed: 5_000,
  models: 1_000,
  assets: 10_000,
} as const;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** What JSON text may hold before anything parses it. */
export interface TextLimits {
  readonly characters: number;
  readonly values: number;
}

/**
 * Checks size, nesting and the number of values of JSON text before anything parses it: parsing takes time and memory
 * by values, not by characters. One pass that stops at the first limit, no recursion; text that is not JSON gives a
 * harmless answer, the parser says what is wrong with it.
 */
export function checkTextLimits(text: string, limits: TextLimits = LIMITS): Problem | undefined {
  if (text.length > limits.characters) return fileTooLarge(text.length, limits.characters);
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (code === COMMA) {
      values += 1;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1;
      values += 1;
      if (depth > LIMITS.depth) return nestedTooDeep();
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
    }
    if (values > limits.values) return tooManyValues(limits.values);
  }
  return undefined;
}

/** The offset of the quote that closes the string which opens at `start`, or of the end of the text. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((quote - before) % 2 === 1) return quote;
  }
  return text.length;
}

const counted = [
  { key: 'nodes', limit: LIMITS.nodes, code: 'too-many-nodes', inGraph: true },
  { key: 'edges', limit: LIMITS.edges, code: 'too-many-edges', inGraph: true },
  { key: 'frames', limit: LIMITS.frames, code: 'too-many-frames', inGraph: true },
  { key: 'notes', limit: LIMITS.notes, code: 'too-many-notes', inGraph: true },
  { key: 'exposed', limit: LIMITS.exposed, code: 'too-many-exposed-params', inGraph: false },
  { key: 'models', limit: LIMITS.models, code: 'too-many-models', inGraph: false },
  { key: 'assets', limit: LIMITS.assets, code: 'too-many-assets', inGraph: false },
] as const;

/** Checks how many nodes, edges and so on a parsed file holds, whatever its other faults. */
export function checkCounts(file: unknown): Problem[] {
  const problems: Problem[] = [];
  const graphs = child(file, 'graphs');
  const graphNames = isObject(graphs) ? Object.keys(graphs) : [];
  for (const { key, limit, code, inGraph } of counted) {
    for (const graph of inGraph ? graphNames : ['']) {
      const count = entryCount(child(inGraph ? child(graphs, graph) : file, key));
      if (count <= limit) continue;
      const path = inGraph ? `graphs.${graph}.${key}` : key;
      problems.push(
        problem({
          code,
          path,
          message: `${path} holds ${count} entries; at most ${limit} are allowed.`,
          remedy: 'Split the workflow into several files.',
        }),
      );
    }
  }
  return problems;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function child(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function entryCount(value: unknown): number {
  if (!isObject(value)) return 0;
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

function fileTooLarge(characters: number, most: number): Problem {
  return problem({
    code: 'file-too-large',
    message: `The file has ${characters} characters; at most ${most} are allowed.`,
    remedy: 'Save it without embedded assets, or split it.',
  });
}

export function nestedTooDeep(path?: string): Problem {
  return problem({
    code: 'nested-too-deep',
    message: `The file nests objects and arrays more than ${LIMITS.depth} deep.`,
    remedy: 'Check where the file comes from: no workflow needs such nesting.',
    ...(path === undefined ? {} : { path }),
  });
}

export function tooManyValues(most: number = LIMITS.values): Problem {
  return problem({
    code: 'too-many-values',
    message: `The file holds more than ${most} values.`,
    remedy: 'Split the workflow into several files.',
  });
}
