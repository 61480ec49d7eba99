import { Play, Square } from 'lucide-react';
import { useEditor, useRuns, useServices } from './services-context.tsx';
import styles from './toolbar.module.css';

export function Toolbar() {
  const { editor, runs } = useServices();
  const name = useEditor(({ history }) => history.document.name ?? 'Untitled');
  const running = useRuns(({ shown }) => shown?.state === 'running' || shown?.state === 'queued');
  return (
    <header className={styles.toolbar}>
      <h1 className={styles.name}>{name}</h1>
      {running ? (
        <button type="button" onClick={() => runs.cancel()}>
          <Square aria-hidden size={14} /> Cancel
        </button>
      ) : (
        <button type="button" onClick={() => runs.run(editor.document)}>
          <Play aria-hidden size={14} /> Run
        </button>
      )}
    </header>
  );
}
