/** What a tree is made of; leaves have no items. */
export interface TreeItem {
  readonly key: string;
  readonly items?: readonly TreeItem[];
}

/** A line of a tree as it is shown, with what screen readers are told of its place. */
export interface TreeRow<Item> {
  readonly item: Item;
  /** 1-based. */
  readonly level: number;
  /** 1-based, among the rows of the same parent. */
  readonly position: number;
  readonly count: number;
  /** Undefined for a row without rows below it. */
  readonly expanded: boolean | undefined;
  readonly parent: string | undefined;
}

/** The rows of a tree that are not hidden in a closed one, from the top. */
export function treeRows<Item extends TreeItem & { readonly items?: readonly Item[] }>(
  items: readonly Item[],
  isOpen: (item: Item) => boolean,
  level = 1,
  parent?: string,
): TreeRow<Item>[] {
  return items.flatMap((item, index) => {
    const inner = item.items ?? [];
    const expanded = inner.length === 0 ? undefined : isOpen(item);
    const row = { item, level, position: index + 1, count: items.length, expanded, parent };
    return [row, ...(expanded ? treeRows(inner, isOpen, level + 1, item.key) : [])];
  });
}

/** What a key asks of a tree: to go to another row, or to open or close this one. */
export type TreeMove = { readonly goTo: string } | { readonly toggle: string };

/** What the keys of a tree do, as the ARIA Authoring Practices describe it; undefined for all other keys. */
export function treeMove(
  rows: readonly TreeRow<TreeItem & { readonly text?: string }>[],
  current: string,
  key: string,
): TreeMove | undefined {
  const at = rows.findIndex(({ item }) => item.key === current);
  const row = rows[at];
  if (!row) return undefined;
  switch (key) {
    case 'ArrowDown':
      return goTo(rows[at + 1]);
    case 'ArrowUp':
      return goTo(rows[at - 1]);
    case 'Home':
      return goTo(rows[0]);
    case 'End':
      return goTo(rows.at(-1));
    case 'ArrowRight':
      if (row.expanded === false) return { toggle: current };
      return row.expanded ? goTo(rows[at + 1]) : undefined;
    case 'ArrowLeft':
      if (row.expanded) return { toggle: current };
      return row.parent === undefined ? undefined : { goTo: row.parent };
    default:
      return key.length === 1 && key !== ' ' ? goTo(startingWith(rows, at, key)) : undefined;
  }
}

function goTo(row: TreeRow<TreeItem> | undefined): TreeMove | undefined {
  return row && { goTo: row.item.key };
}

/** The next row whose text starts with a letter, beginning again at the top. */
function startingWith<Row extends TreeRow<TreeItem & { readonly text?: string }>>(
  rows: readonly Row[],
  at: number,
  letter: string,
): Row | undefined {
  const start = letter.toLowerCase();
  const fits = ({ item }: Row) => item.text?.toLowerCase().startsWith(start) === true;
  return [...rows.slice(at + 1), ...rows.slice(0, at)].find(fits);
}
