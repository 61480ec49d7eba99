import { addNode } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useServices } from '../app/services-context.tsx';
import { categoryIcon } from '../canvas/node/category-icon.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { allNodes, byCategory, type CatalogueEntry } from './catalogue.ts';
import { startNodeDrag } from './drag-node.ts';
import { findNodes } from './find-nodes.ts';
import styles from './node-palette.module.css';
import { freePlace } from './place-node.ts';

/** Every kind of node: to drag onto the canvas or into a wire, or, pressed, to put into the middle of the view. */
export function NodePalette() {
  const [words, setWords] = useState('');
  const found = findNodes(allNodes(), words);
  return (
    <div className={styles.palette}>
      <label className={styles.search}>
        <Search aria-hidden size={14} />
        <input
          type="search"
          aria-label="Search nodes"
          placeholder="Search"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      </label>
      {found.length === 0 && (
        <p className={styles.empty}>No node has this name. Try what it does, such as “mask”.</p>
      )}
      {groups(found, words).map(({ category, entries }) => (
        <Category key={category} category={category} entries={entries} />
      ))}
    </div>
  );
}

/** Without words by category; what was searched for stands in the order of how well it fits. */
function groups(found: readonly CatalogueEntry[], words: string) {
  if (words.trim() === '') return byCategory(found);
  return found.length === 0 ? [] : [{ category: 'Found', entries: found }];
}

interface CategoryProps {
  readonly category: string;
  readonly entries: readonly CatalogueEntry[];
}

function Category({ category, entries }: CategoryProps) {
  const Icon = category === 'Found' ? Search : categoryIcon(category);
  return (
    <section aria-label={category}>
      <h3 className={styles.heading}>
        <Icon aria-hidden size={14} strokeWidth={1.75} />
        {category}
      </h3>
      <ul className={styles.list}>
        {entries.map((entry) => (
          <Entry key={entry.type} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry: { type, title, summary } }: { readonly entry: CatalogueEntry }) {
  const { editor, canvas } = useServices();
  function add(): void {
    const { x, y } = freePlace(editor.document, canvas.actions?.center() ?? { x: 0, y: 0 });
    const position = { x, y };
    editor.apply(addNode({ type, position }, builtinRegistry), { selectCreated: true });
  }
  return (
    <li>
      <Tooltip text={summary}>
        <button
          type="button"
          className={styles.entry}
          draggable
          onDragStart={({ dataTransfer }) => startNodeDrag(dataTransfer, type)}
          onClick={add}
        >
          {title}
        </button>
      </Tooltip>
    </li>
  );
}
