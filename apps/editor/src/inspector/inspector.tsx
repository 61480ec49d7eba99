import { useEditor } from '../app/services-context.tsx';
import styles from './inspector.module.css';

export function Inspector() {
  const selected = useEditor(({ selection }) => [...selection.nodes].join(', '));
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      {selected === '' ? 'Nothing selected.' : selected}
    </aside>
  );
}
