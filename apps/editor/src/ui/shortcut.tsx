import styles from './shortcut.module.css';
import { shortcutKeys } from './shortcut-text.ts';

/** The keys of a shortcut, each in its own cap. Hidden from screen readers: what it stands beside says it to them. */
export function Shortcut({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.shortcut} aria-hidden>
      {shortcutKeys(keys).map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
