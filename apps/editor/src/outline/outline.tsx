import { clsx } from 'clsx';
import { ChevronRight, CornerDownRight, Repeat, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, memo, type SyntheticEvent, useCallback, useRef, useState } from 'react';
import { goToNode } from '../accessibility/go-to-node.ts';
import { useEditor, useServices } from '../app/services-context.tsx';
import { emptySelection } from '../document/selection.ts';
import styles from './outline.module.css';
import { createOutliner, type OutlineItem } from './outline-items.ts';
import { type TreeRow, treeMove, treeRows } from './tree-rows.ts';

/**
 * The graph as a tree of text, for those who do not see it, and for finding one's way in a large one. What is selected
 * here is selected on the canvas; Enter goes there.
 */
export function Outline() {
  const services = useServices();
  const [outline] = useState(createOutliner);
  const items = useEditor(({ history }) => outline(history.document));
  /** Loops are open and nodes are closed at first: these are the ones that are not. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | undefined>(undefined);
  const tree = useRef<HTMLDivElement>(null);
  const rows = treeRows(items, ({ kind, key }) => (kind === 'zone') !== turned.has(key));
  const stop = rows.some(({ item }) => item.key === focused) ? focused : rows[0]?.item.key;

  const toggle = useCallback((key: string): void => {
    setTurned((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }, []);

  function itemOf({ target }: SyntheticEvent): OutlineItem | undefined {
    const key = target instanceof Element && target.closest<HTMLElement>('[role=treeitem]')?.dataset.key;
    return rows.find(({ item }) => item.key === key)?.item;
  }

  function press(event: KeyboardEvent): void {
    const item = itemOf(event);
    if (item === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') goToItem(item);
    else if (event.key === ' ') select(item);
    else {
      const move = treeMove(rows, item.key, event.key);
      if (move === undefined) return;
      if ('toggle' in move) toggle(move.toggle);
      else tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(move.goTo)}"]`)?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function select(item: OutlineItem): void {
    const { editor } = services;
    if (item.kind === 'node') editor.select({ ...emptySelection, nodes: new Set([item.node]) });
    if (item.kind === 'wire') editor.select({ ...emptySelection, wires: new Set([item.key]) });
    if (item.kind === 'zone') editor.select({ ...emptySelection, nodes: new Set(nodesIn(item)) });
  }

  function goToItem(item: OutlineItem): void {
    if (item.kind === 'node') goToNode(services, item.node);
    else if (item.kind === 'wire') goToNode(services, item.edge.to.node);
    else toggle(item.key);
  }

  function click(item: OutlineItem | undefined): void {
    if (item === undefined) return;
    select(item);
    if (item.kind === 'node') services.canvas.actions?.fit([item.node]);
  }

  if (rows.length === 0) return <p className={styles.empty}>There are no nodes yet.</p>;
  return (
    <div
      ref={tree}
      role="tree"
      aria-label="Outline of the graph"
      className={styles.tree}
      onFocus={(event) => setFocused(itemOf(event)?.key)}
      onKeyDown={press}
      onClick={(event) => click(itemOf(event))}
    >
      {rows.map((row) => (
        <Row key={row.item.key} row={row} isStop={row.item.key === stop} onToggle={toggle} />
      ))}
    </div>
  );
}

function nodesIn(item: OutlineItem): string[] {
  if (item.kind === 'node') return [item.node];
  return item.kind === 'zone' ? item.items.flatMap(nodesIn) : [];
}

interface RowProps {
  readonly row: TreeRow<OutlineItem>;
  /** Whether the Tab key comes here. */
  readonly isStop: boolean;
  onToggle(key: string): void;
}

/** A large graph has thousands: each renders again when it looks different only. The tree hears what happens to it. */
const Row = memo(function Row({ row, isStop, onToggle }: RowProps) {
  const { item, level, position, count, expanded } = row;
  const selected = useEditor(({ selection }) =>
    item.kind === 'node' ? selection.nodes.has(item.node) : selection.wires.has(item.key),
  );
  return (
    <div
      role="treeitem"
      tabIndex={isStop ? 0 : -1}
      data-key={item.key}
      className={clsx(styles.row, styles[item.kind])}
      style={{ paddingLeft: `calc(${level - 1} * 16px + 4px)` }}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={count}
      aria-selected={selected}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
    >
      <Twist expanded={expanded} onToggle={() => onToggle(item.key)} />
      <RowText item={item} />
    </div>
  );
}, looksSame);

function looksSame(one: RowProps, other: RowProps): boolean {
  const others = looksOf(other);
  return looksOf(one).every((part, index) => part === others[index]);
}

function looksOf({ row, isStop, onToggle }: RowProps): readonly unknown[] {
  const { item, level, position, count, expanded } = row;
  const marks = item.kind === 'node' ? [item.type, item.problem] : [];
  return [item.kind, item.key, item.text, level, position, count, expanded, isStop, onToggle, ...marks];
}

function Twist({ expanded, onToggle }: { readonly expanded: boolean | undefined; onToggle(): void }) {
  return (
    <span
      aria-hidden
      className={styles.twist}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      {expanded !== undefined && <ChevronRight size={14} className={clsx(expanded && styles.open)} />}
    </span>
  );
}

function RowText({ item }: { readonly item: OutlineItem }) {
  switch (item.kind) {
    case 'zone':
      return (
        <>
          <Repeat aria-hidden size={14} className={styles.icon} />
          <span className={styles.text}>{item.text}</span>
        </>
      );
    case 'wire':
      return (
        <>
          <CornerDownRight aria-hidden size={13} className={styles.icon} />
          <span className={styles.text}>{item.text}</span>
        </>
      );
    case 'node':
      return (
        <>
          <span className={styles.text}>{item.text}</span>
          {item.type !== undefined && <span className={styles.type}>{item.type}</span>}
          {item.problem !== undefined && (
            <>
              <TriangleAlert aria-hidden size={14} className={styles.problem} />
              <span className="visually-hidden">{item.problem}</span>
            </>
          )}
        </>
      );
  }
}
