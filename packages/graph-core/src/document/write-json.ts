/** How objects of one kind are written. */
export interface Layout {
  /** Keys that come first, in this order; all others follow sorted by UTF-16 code units. */
  readonly first?: readonly string[];
  /** The key that comes after all others. */
  readonly last?: string;
  /** Broken open, one entry a line, even where it would fit on one. */
  readonly open?: boolean;
  /** On one line, however long, so that a change of one such object is a change of one line. */
  readonly line?: boolean;
  /** Layouts of the values of single keys. */
  readonly keys?: Readonly<Record<string, Layout>>;
  /** The layout of every other value of an object, or of every item of an array. */
  readonly each?: Layout;
  /** Sorts the items of an array whose order means nothing. */
  readonly compare?: (one: never, other: never) => number;
}

const LINE_WIDTH = 100;
const INDENT = '  ';
const PLAIN: Layout = {};

/** A container being written: the texts of the entries so far, and which entry comes next. */
interface Writing {
  readonly layout: Layout;
  readonly depth: number;
  /** `"key": ` where it stands in an object, else empty. */
  readonly prefix: string;
  readonly isArray: boolean;
  readonly keys: readonly string[];
  readonly values: readonly unknown[];
  readonly texts: string[];
  /** Whether every entry so far is on one line. */
  flat: boolean;
  length: number;
}

/**
 * JSON text that depends on nothing but the data: keys sorted as the layout says, containers on one line where they
 * fit into about 100 columns, numbers exact to the last bit, -0 included. Undefined properties are left out. Uses a
 * stack of its own, so nesting costs no call depth.
 *
 * @throws RangeError for a value that JSON cannot hold (NaN, a function): a bug in the caller.
 */
export function writeJson(root: unknown, rootLayout: Layout = PLAIN): string {
  if (!isContainer(root)) return writeLeaf(root);
  const stack: Writing[] = [startWriting(root, rootLayout, '', 0)];
  for (;;) {
    const top = stack.at(-1)!;
    const index = top.texts.length;
    if (index < top.values.length) {
      const value = top.values[index];
      const prefix = top.isArray ? '' : `${JSON.stringify(top.keys[index])}: `;
      if (isContainer(value)) {
        stack.push(startWriting(value, layoutOf(top, index), prefix, top.depth + 1));
      } else {
        addEntry(top, prefix + writeLeaf(value), true);
      }
      continue;
    }
    stack.pop();
    const flat = fitsOnOneLine(top);
    const text = top.prefix + (flat ? writeFlat(top) : writeOpen(top));
    const parent = stack.at(-1);
    if (parent === undefined) return text;
    addEntry(parent, text, flat);
  }
}

function startWriting(value: object, layout: Layout, prefix: string, depth: number): Writing {
  const isArray = Array.isArray(value);
  const keys = isArray ? [] : sortedKeys(value as Record<string, unknown>, layout);
  const items = isArray
    ? sortedItems(value, layout)
    : keys.map((key) => (value as Record<string, unknown>)[key]);
  return { layout, depth, prefix, isArray, keys, values: items, texts: [], flat: true, length: 0 };
}

function sortedKeys(value: Record<string, unknown>, { first = [], last }: Layout): readonly string[] {
  const leading = first.filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => key !== last && !leading.includes(key));
  const trailing = last !== undefined && Object.hasOwn(value, last) ? [last] : [];
  return [...leading, ...others.sort(), ...trailing].filter((key) => value[key] !== undefined);
}

function sortedItems(items: readonly unknown[], { compare }: Layout): readonly unknown[] {
  return compare === undefined ? items : items.toSorted(compare as (one: unknown, other: unknown) => number);
}

/** By UTF-16 code units: the same in every locale. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function layoutOf({ layout, isArray, keys }: Writing, index: number): Layout {
  const key = keys[index];
  if (!isArray && layout.keys !== undefined && Object.hasOwn(layout.keys, key!)) return layout.keys[key!]!;
  return layout.each ?? PLAIN;
}

function addEntry(writing: Writing, text: string, flat: boolean): void {
  writing.texts.push(text);
  writing.flat &&= flat;
  writing.length += text.length;
}

function fitsOnOneLine({ layout, texts, flat, length, prefix, depth }: Writing): boolean {
  if (texts.length === 0) return true;
  if (layout.open === true || !flat) return false;
  if (layout.line === true) return true;
  const separators = 2 * (texts.length - 1);
  const columns = depth * INDENT.length + prefix.length + '{ '.length + length + separators + ' },'.length;
  return columns <= LINE_WIDTH;
}

function writeFlat({ isArray, texts }: Writing): string {
  if (isArray) return `[${texts.join(', ')}]`;
  return texts.length === 0 ? '{}' : `{ ${texts.join(', ')} }`;
}

function writeOpen({ isArray, texts, depth }: Writing): string {
  const line = `\n${INDENT.repeat(depth)}`;
  const [open, close] = isArray ? '[]' : '{}';
  return `${open}${line}${INDENT}${texts.join(`,${line}${INDENT}`)}${line}${close}`;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function writeLeaf(value: unknown): string {
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value);
  throw new RangeError(`JSON cannot hold ${String(value)}.`);
}
