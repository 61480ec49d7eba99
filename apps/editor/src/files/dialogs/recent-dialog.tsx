import { FolderOpen, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useServices } from '../../app/services-context.tsx';
import type { LayerProps } from '../../app/views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { LibraryEntry } from '../library.ts';
import { storageProblem } from '../storage/database.ts';
import { timeAgo } from '../time-ago.ts';
import { useLoaded } from '../use-loaded.ts';
import styles from './recent-dialog.module.css';
import { SketchView } from './sketch-view.tsx';

/** With more entries than this, there is a field to search them. */
const FEW = 7;

/** All workflows that this browser keeps, the one changed last first. */
export function RecentDialog({ onClose }: LayerProps<'recent'>) {
  const { library, files, notices, commands } = useServices();
  const [search, setSearch] = useState('');
  const [showsDeleted, setShowsDeleted] = useState(false);
  /** What was deleted or brought back here stays where it stands. */
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());
  const listed = useLoaded(library.list);
  const all = listed.state === 'loaded' ? listed.value : [];
  const deletedBefore = all.filter(({ deletedAt }) => deletedAt !== null).length;
  const entries = all.filter(({ deletedAt, key }) => deletedAt === null || showsDeleted || changed.has(key));
  const found = entries.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  const isDeleted = ({ key, deletedAt }: LibraryEntry) => changed.get(key) ?? deletedAt !== null;

  const setDeleted = async (key: string, deleted: boolean) => {
    try {
      await (deleted ? library.remove(key) : library.restore(key));
      setChanged((before) => new Map(before).set(key, deleted));
    } catch (error) {
      notices.problems([storageProblem(error)]);
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title="Recent workflows"
      description="Everything you worked on is kept in this browser."
    >
      {entries.length > FEW && (
        <TextField
          label="Search by name"
          labelHidden
          placeholder="Search by name"
          value={search}
          onChange={setSearch}
        />
      )}
      <ul className={styles.list}>
        {found.map((entry) =>
          isDeleted(entry) ? (
            <li key={entry.key} className={styles.removed}>
              <span className={styles.gone}>Deleted “{entry.name}”.</span>
              <Button variant="quiet" onClick={() => void setDeleted(entry.key, false)}>
                Undo
              </Button>
            </li>
          ) : (
            <Entry
              key={entry.key}
              entry={entry}
              onOpen={() => {
                onClose();
                void files.openStored(entry.key);
              }}
              onRemove={() => void setDeleted(entry.key, true)}
            />
          ),
        )}
      </ul>
      {listed.state === 'loaded' && found.length === 0 && (
        <p className={styles.empty}>{entries.length === 0 ? 'Nothing yet.' : 'No workflow has this name.'}</p>
      )}
      {listed.state === 'failed' && <p className={styles.empty}>{storageProblem(listed.error).message}</p>}
      <footer className={styles.footer}>
        <Button
          icon={FolderOpen}
          onClick={() => {
            onClose();
            commands.run('file.open');
          }}
        >
          Open file…
        </Button>
        {deletedBefore > 0 && (
          <Button variant="quiet" aria-pressed={showsDeleted} onClick={() => setShowsDeleted(!showsDeleted)}>
            Deleted this week
          </Button>
        )}
      </footer>
    </Dialog>
  );
}

interface EntryProps {
  readonly entry: LibraryEntry;
  onOpen(): void;
  onRemove(): void;
}

function Entry({ entry, onOpen, onRemove }: EntryProps) {
  const { name, nodeCount, changedAt, openIn, sketch, restricted } = entry;
  const facts = [
    nodeCount === 1 ? '1 node' : `${nodeCount} nodes`,
    timeAgo(changedAt, Date.now()),
    ...(restricted ? ['may not run yet'] : []),
    ...(openIn ? [`open in ${openIn}`] : []),
  ];
  return (
    <li className={styles.entry}>
      <Button variant="quiet" className={styles.open} onClick={onOpen}>
        <SketchView sketch={sketch} />
        <span className={styles.text}>
          <span className={styles.name}>{name}</span>
          <span className={styles.facts}>{facts.join(' · ')}</span>
        </span>
      </Button>
      <IconButton
        icon={Trash2}
        label={openIn ? `Delete ${name}: close it first` : `Delete ${name}`}
        disabled={openIn !== undefined}
        onClick={onRemove}
      />
    </li>
  );
}
