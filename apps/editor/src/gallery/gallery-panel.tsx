import { Images, MoreHorizontal, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.tsx';
import { RunButton } from '../run/run-button.tsx';
import { countOf } from '../run/words.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './gallery-panel.module.css';
import type { GalleryResult } from './gallery-result.ts';
import { ResultList } from './result-list.tsx';
import { useGalleryActions } from './use-gallery-actions.ts';

/** With fewer there is nothing to search. */
const FEW = 12;

/** All results that this browser keeps, newest first. */
export function GalleryPanel() {
  const { gallery } = useServices();
  const { results, loaded, compared } = useStore(gallery.store);
  const [search, setSearch] = useState('');
  const found = useMemo(() => results.filter((result) => matches(result, search)), [results, search]);
  const actions = useGalleryActions(found);
  if (loaded && results.length === 0) return <Empty />;
  return (
    <div className={styles.gallery}>
      <header className={styles.header}>
        {results.length > FEW ? (
          <TextField
            label="Search results"
            labelHidden
            placeholder="Search"
            value={search}
            onChange={setSearch}
          />
        ) : (
          <span className={styles.count}>{countOf(results.length, 'result')}</span>
        )}
        <Menu
          align="end"
          trigger={<IconButton icon={MoreHorizontal} label="All results" />}
          entries={[
            {
              label: search === '' ? 'Delete all results' : `Delete the ${found.length} found`,
              danger: true,
              disabled: found.length === 0,
              onSelect: () => actions.remove(found),
            },
          ]}
        />
      </header>
      {compared && <CompareHint onCancel={() => gallery.store.setState({ compared: undefined })} />}
      {found.length === 0 && loaded && <p className={styles.none}>Nothing is found for “{search.trim()}”.</p>}
      <ResultList results={found} actions={actions} isComparing={compared !== undefined} />
    </div>
  );
}

function CompareHint({ onCancel }: { onCancel(): void }) {
  return (
    <div className={styles.hint} role="status">
      <span>Choose the other picture.</span>
      <IconButton icon={X} label="Do not compare" onClick={onCancel} />
    </div>
  );
}

function Empty() {
  return (
    <div className={styles.empty}>
      <Images aria-hidden size={28} strokeWidth={1.25} />
      <p>Pictures that your runs give are kept here, with the workflow that made them.</p>
      <RunButton variant="plain" />
    </div>
  );
}

function matches({ name, prompt = '', seeds, node }: GalleryResult, search: string): boolean {
  const text = [name, prompt, node, ...Object.values(seeds)].join(' ').toLowerCase();
  return text.includes(search.trim().toLowerCase());
}
